// Labels: every name where it meets nothing else, most important first; the rest waits in the table.

D.labels = function (map, scene, objects) {
  var pane = map.createPane('labels');
  pane.style.zIndex = 640;
  var items = [];

  function label(text, name, rank, spots) {
    if (!text) return null;
    var item = { el: null, text: text, rank: rank, spots: spots, name: name };
    items.push(item);
    return item;
  }

  // An element is made when its label is first wanted: of ten thousand places few are in view.
  function show(item) {
    if (item.el) return;
    item.el = pane.appendChild(D.el('div', 'label ' + item.name, item.text));
    item.el.setAttribute('aria-hidden', 'true');
    item.el.setAttribute('translate', 'no');
    item.w = item.el.offsetWidth;
    item.h = item.el.offsetHeight;
    var owner = item.owner;
    if (owner && owner.kind === 'mark') {
      item.el.addEventListener('click', function () { D.openMark(map, owner); });
    }
  }

  function wanted(item) { return !item.owner || item.owner.layers[0]._map; }

  function point(lat, lon) { return map.latLngToLayerPoint([lat, lon]); }

  // Eight places round a dot, then eight further out.
  function round(p, w, h) {
    var out = [];
    [9, 17].forEach(function (g) {
      var d = g * 0.75;
      out.push([p.x + g, p.y - h / 2], [p.x - g - w, p.y - h / 2], [p.x - w / 2, p.y - g - h + 2],
        [p.x - w / 2, p.y + g - 2], [p.x + d, p.y - d - h + 3], [p.x + d, p.y + d - 3],
        [p.x - d - w, p.y - d - h + 3], [p.x - d - w, p.y + d - 3]);
    });
    return out;
  }

  function near(p, w, h) {
    return [0, -1, 1, -2, 2].map(function (k) { return [p.x - w / 2, p.y - h / 2 + k * h * 0.8]; });
  }

  // A name of the ground stands where it belongs or not at all: inside its country or sea.
  function inside(n, w, h) {
    var p = point(n[2], n[1]), room = Math.abs(point(n[2], n[1] + n[4]).x - p.x);
    var want = n[3] === 'country' ? 0.2 : 0.4;
    if (room < w * want || room < h * 0.7) return [];
    return [0, -0.7, 0.7, -1.4, 1.4].map(function (k) { return [p.x - w / 2, p.y - h / 2 + k * Math.min(h, room / 2)]; });
  }

  // Places along a line, the middle first.
  function along(parts, w, h) {
    var points = [], total = 0, size = map.getSize();
    var origin = map.containerPointToLayerPoint([0, 0]);
    parts.forEach(function (part) {
      part.forEach(function (c) {
        var p = point(c[0], c[1]);
        var inside = p.x > origin.x && p.y > origin.y && p.x < origin.x + size.x && p.y < origin.y + size.y;
        var last = points[points.length - 1];
        if (last) total += inside || last.inside ? Math.hypot(p.x - last.x, p.y - last.y) : 0;
        points.push({ x: p.x, y: p.y, inside: inside, at: total });
      });
    });
    if (total < w * 0.8) return [];
    var out = [];
    [0.5, 0.4, 0.6, 0.32, 0.68, 0.25, 0.75, 0.46, 0.54, 0.18, 0.82].forEach(function (share) {
      var want = total * share;
      for (var i = 1; i < points.length; i++) {
        var a = points[i - 1], b = points[i];
        if (b.at >= want && b.at > a.at) {
          var t = (want - a.at) / (b.at - a.at);
          out.push([a.x + (b.x - a.x) * t - w / 2, a.y + (b.y - a.y) * t - h / 2]);
          break;
        }
      }
    });
    return out;
  }

  scene.marks.forEach(function (mark) {
    var item = objects[mark.id];
    var style = 'place' + (mark.inferred ? ' inferred' : '') + (item.shape === 'area' ? ' areal' : item.shape === 'water' ? ' wet' : '');
    var got = label(mark.label, style, 1000 + mark.rank, function (w, h) {
      if (!item.layers[0]._map) return [];
      return round(point(mark.lat, mark.lon), w, h);
    });
    if (got) got.owner = item;
  });
  Object.keys(objects).forEach(function (id) {
    var item = objects[id];
    if (item.kind === 'line' || item.kind === 'ring') {
      var got = label(item.data.label, item.kind + 'label ' + (item.data.style || ''),
        item.kind === 'line' ? 500 : 300, function (w, h) {
          return item.layers[0]._map ? along(item.parts, w, h) : [];
        });
      if (got) got.owner = item;
    }
    if (item.kind === 'area' && item.data.at) {
      var own = label(item.data.label, 'arealabel', 400, function (w, h) {
        return item.layers[0]._map ? near(point(item.data.at[1], item.data.at[0]), w, h) : [];
      });
      if (own) own.owner = item;
    }
  });
  scene.ground.names.forEach(function (n, i) {
    label(n[0], n[3], 100 - i / 1000, function (w, h) {
      return inside(n, w, h);
    });
  });

  function meets(a, b) { return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1]; }

  // What labels must keep clear of: the controls, every dot; and, at a price, the lines.
  function obstacles() {
    var out = [], frame = map.getContainer().getBoundingClientRect();
    var origin = map.containerPointToLayerPoint([0, 0]);
    map.getContainer().querySelectorAll('.leaflet-control').forEach(function (el) {
      var r = el.getBoundingClientRect();
      if (!r.width) return;
      var x = r.left - frame.left + origin.x, y = r.top - frame.top + origin.y;
      out.push([x - 3, y - 3, x + r.width + 3, y + r.height + 3]);
    });
    map.getPane('markerPane').querySelectorAll('.mark, .cluster').forEach(function (el) {
      var p = L.DomUtil.getPosition(el), s = el.classList.contains('mark') ? 7 : el.offsetWidth / 2;
      if (p) out.push([p.x - s, p.y - s, p.x + s, p.y + s]);
    });
    return out;
  }

  function paths() {
    var out = [];
    Object.keys(objects).forEach(function (id) {
      var item = objects[id];
      if (item.kind !== 'line' || !item.layers[0]._map) return;
      item.parts.forEach(function (part) {
        var last = null;
        part.forEach(function (c) {
          var p = point(c[0], c[1]);
          if (last) {
            var n = Math.min(400, Math.ceil(Math.hypot(p.x - last.x, p.y - last.y) / 7));
            for (var i = 0; i < n; i++) {
              out.push([last.x + (p.x - last.x) * i / n, last.y + (p.y - last.y) * i / n, id]);
            }
          }
          last = p;
        });
      });
    });
    return out;
  }

  function crossed(box, dots, own) {
    var n = 0;
    for (var i = 0; i < dots.length; i++) {
      var d = dots[i];
      if (d[2] !== own && d[0] > box[0] && d[0] < box[2] && d[1] > box[1] && d[1] < box[3]) n++;
    }
    return n;
  }

  D.place = function () {
    var boxes = obstacles(), dots = paths(), size = map.getSize();
    var o = map.containerPointToLayerPoint([0, 0]);
    var frame = [o.x + 2, o.y + 2, o.x + size.x - 2, o.y + size.y - 2];
    var now = items.filter(function (item) {
      if (wanted(item)) { show(item); return true; }
      if (item.el) item.el.classList.add('off');
      return false;
    });
    var lit = D.lit;
    function rank(item) {
      if (!lit || !item.owner) return item.rank;
      return item.rank + (lit.has(item.owner.id) ? 5000 : -900);
    }
    function silent(item) {
      return lit && item.owner && item.owner.kind === 'line' && !lit.has(item.owner.id);
    }
    now.sort(function (a, b) { return rank(b) - rank(a); }).forEach(function (item) {
      var best = null, least = 1e9, faint = item.rank < 200;
      (silent(item) ? [] : item.spots(item.w, item.h)).forEach(function (s, i) {
        var box = [s[0], s[1], s[0] + item.w, s[1] + item.h];
        if (box[0] < frame[0] || box[1] < frame[1] || box[2] > frame[2] || box[3] > frame[3]) return;
        for (var k = 0; k < boxes.length; k++) if (meets(box, boxes[k])) return;
        var cost = i + 3 * crossed(box, dots, item.owner && item.owner.id);
        if (faint && cost > 8) return;
        if (cost < least) { least = cost; best = box; }
      });
      item.el.classList.toggle('off', !best);
      item.el.classList.toggle('dim', !!(lit && !(item.owner && lit.has(item.owner.id))));
      if (!best) return;
      L.DomUtil.setPosition(item.el, L.point(Math.round(best[0]), Math.round(best[1])));
      var pad = faint ? 0 : 1;
      boxes.push([best[0] - pad, best[1] - pad, best[2] + pad, best[3] + pad]);
    });
    map.getContainer().setAttribute('data-placed', String(map.getZoom()));
  };

  map.on('zoomstart', function () { pane.classList.add('waiting'); });
  map.on('zoomend moveend resize', function () { pane.classList.remove('waiting'); D.place(); });
};
