// Ground: land, lakes, borders. Numbers only; nothing here comes from a story.

// Leaflet rounds points to whole pixels, which puts kinks into long curves: these do not.
D.exact = {
  _projectLatlngs: function (latlngs, result, bounds) {
    var map = this._map, origin = map.getPixelOrigin();
    if (latlngs[0] instanceof L.LatLng) {
      var ring = latlngs.map(function (c) {
        var p = map.project(c)._subtract(origin);
        bounds.extend(p);
        return p;
      });
      result.push(ring);
    } else for (var i = 0; i < latlngs.length; i++) this._projectLatlngs(latlngs[i], result, bounds);
  }
};
D.Polyline = L.Polyline.extend(D.exact);
D.Polygon = L.Polygon.extend(D.exact);
D.polyline = function (points, options) { return new D.Polyline(points, options); };
D.polygon = function (points, options) { return new D.Polygon(points, options); };

D.decode = function (flat, decimals, shift) {
  var unit = Math.pow(10, -decimals), x = 0, y = 0, out = [];
  for (var i = 0; i < flat.length; i += 2) {
    x += flat[i];
    y += flat[i + 1];
    out.push([y * unit, x * unit + (shift || 0)]);
  }
  return out;
};

D.decodeAll = function (list, decimals, shift) {
  return list.map(function (flat) { return D.decode(flat, decimals, shift); });
};

D.drawGround = function (map, ground, waters) {
  map.createPane('ground').style.zIndex = 200;
  var renderer = L.svg({ pane: 'ground', padding: 0.5 });

  function shape(kind, shapes, name) {
    if (!shapes.length) return;
    kind(shapes, {
      className: name, renderer: renderer, pane: 'ground', interactive: false,
      smoothFactor: 0.7, weight: 1
    }).addTo(map);
  }

  function sheet(part, shift, name) {
    var get = function (key) { return D.decodeAll(part[key], part.decimals, shift); };
    shape(D.polygon, get('land'), 'land ' + name);
    shape(D.polygon, get('lakes'), 'lake ' + name);
    shape(D.polyline, get('borders'), 'border ' + name);
    shape(D.polyline, get('dashed'), 'dashed ' + name);
  }

  [-360, 0, 360].forEach(function (shift) { sheet(ground.coarse, shift, 'coarse'); });
  // A little inside the region, so that no seam of sea shows where detailed and coarse land meet.
  var b = ground.box, t = (b[2] - b[0]) / 800;
  b = [b[0] + t, b[1] + t, b[2] - t, b[3] - t];
  shape(D.polygon, [[[b[1], b[0]], [b[3], b[0]], [b[3], b[2]], [b[1], b[2]]]], 'sea');
  waters(renderer);
  sheet(ground.fine, 0, 'fine');
};

D.drawTiles = function (map, url) {
  var layer = L.tileLayer(url, { maxZoom: 19 });
  var on = false;
  D.button(map, 'Online map', 'Show OpenStreetMap from the network (openstreetmap.org learns what you look at)',
    function (button) {
      on = !on;
      button.setAttribute('aria-pressed', String(on));
      if (on) layer.addTo(map); else layer.remove();
      map.getPane('ground').style.display = on ? 'none' : '';
      document.getElementById('credit').textContent = on ? '© OpenStreetMap contributors' : '';
    });
};
