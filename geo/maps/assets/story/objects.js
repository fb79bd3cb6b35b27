// Objects: the story's marks, lines, rings and areas, each reachable by mouse and by keyboard.

D.icons = {
  stated: '<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><circle cx="8" cy="8" r="5.2" class="dot"/></svg>',
  inferred: '<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M8 1.2L14.8 8 8 14.8 1.2 8z" class="guess"/></svg>',
  water: '<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M4.5 4.5h7v7h-7z" class="spot wet"/></svg>',
  area: '<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M4.5 4.5h7v7h-7z" class="spot"/></svg>'
};

// Makes an SVG path of Leaflet's a thing that the keyboard reaches and a screen reader names.
D.reachable = function (layer, name, open) {
  layer.on('add', function () {
    var el = layer.getElement && layer.getElement();
    if (!el) return;
    el.setAttribute('tabindex', '0');
    el.setAttribute('role', 'button');
    el.setAttribute('aria-label', name);
  });
  layer.on('click', open);
};

// Where a person clicked; nowhere for a click that the keyboard made.
D.where = function (event) {
  return event.originalEvent && event.originalEvent.isTrusted ? event.latlng : null;
};

D.keys = function (map) {
  map.getContainer().addEventListener('keydown', function (event) {
    var el = event.target;
    if (event.key !== 'Enter' && event.key !== ' ') return;
    if (!el.classList.contains('leaflet-interactive')) return;
    event.preventDefault();
    el.dispatchEvent(new MouseEvent('click', { bubbles: true, view: window }));
  });
  // Places come before lines when one goes through the map with the keyboard.
  var panes = map.getPane('mapPane');
  panes.insertBefore(map.getPane('markerPane'), panes.firstChild);
};

D.drawArea = function (map, area, objects, pane, renderer) {
  if (!area.rings.length) return;
  var layer = D.polygon(D.decodeAll(area.rings, 3), {
    className: 'area ' + area.style, pane: pane, renderer: renderer, weight: 2
  });
  var item = { id: area.id, kind: 'area', data: area, layers: [layer], drawn: area.drawn };
  D.reachable(layer, area.title || 'Area', function (event) { D.openArea(map, item, D.where(event)); });
  objects[area.id] = item;
  if (area.drawn) layer.addTo(map);
};

// Seas are tinted below the land, so that the coast stays the ground's own.
D.drawWaters = function (map, scene, objects, renderer) {
  scene.areas.forEach(function (area) {
    if (area.style === 'water') D.drawArea(map, area, objects, 'ground', renderer);
  });
};

D.drawAreas = function (map, scene, objects) {
  map.createPane('areas').style.zIndex = 350;
  var renderer = L.svg({ pane: 'areas', padding: 0.5 });
  scene.areas.forEach(function (area) {
    if (area.style !== 'water') D.drawArea(map, area, objects, 'areas', renderer);
  });
};

D.drawRings = function (map, scene, objects) {
  scene.rings.forEach(function (ring) {
    var shifts = ring.polar ? [-360, 0, 360] : [0], parts = [];
    shifts.forEach(function (s) { parts = parts.concat(D.decodeAll(ring.parts, 4, s)); });
    var layer = D.polyline(parts, {
      className: 'ring', weight: 2, smoothFactor: 0.3, interactive: false, pane: 'areas'
    });
    objects[ring.id] = {
      id: ring.id, kind: 'ring', data: ring, layers: [layer], drawn: ring.drawn, parts: parts
    };
    if (ring.drawn) layer.addTo(map);
  });
};

D.drawLines = function (map, scene, objects) {
  scene.lines.forEach(function (line) {
    var parts = D.decodeAll(line.parts, 4);
    if (!parts.length) return;
    var plain = function (name, more) {
      return D.polyline(parts, L.extend({ className: name, smoothFactor: 0.3 }, more));
    };
    var halo = plain('halo', { weight: 6, interactive: false });
    var ink = plain('line ' + line.style, { weight: 3, interactive: false });
    var hit = plain('hit', { weight: 16 });
    var item = {
      id: line.id, kind: 'line', data: line, layers: [halo, ink, hit], drawn: line.drawn, parts: parts
    };
    D.reachable(hit, line.title + (line.label ? ', ' + line.label : ''), function (event) {
      D.openLine(map, item, D.where(event));
    });
    objects[line.id] = item;
    if (line.drawn) item.layers.forEach(function (layer) { layer.addTo(map); });
  });
};

D.markName = function (mark) {
  var words = [mark.label];
  if (mark.kind) words.push(mark.kind);
  if (mark.where) words.push(mark.where);
  if (mark.inferred) words.push('inferred, not named in the story');
  return words.join(', ');
};

D.drawMarks = function (map, scene, objects) {
  scene.marks.forEach(function (mark) {
    var area = mark.area && objects[mark.area];
    var shape = area ? (area.data.style === 'water' ? 'water' : 'area') : mark.inferred ? 'inferred' : 'stated';
    var marker = L.marker([mark.lat, mark.lon], {
      icon: L.divIcon({ className: 'mark ' + shape, html: D.icons[shape], iconSize: [16, 16] }),
      keyboard: true, riseOnHover: true, autoPanOnFocus: false
    });
    marker.on('add', function () {
      marker.getElement().setAttribute('aria-label', D.markName(mark));
    });
    var item = { id: mark.id, kind: 'mark', data: mark, layers: [marker], drawn: true, shape: shape };
    marker.on('click', function () { D.openMark(map, item); });
    objects[mark.id] = item;
  });
  if (scene.marks.length > 60) D.cluster(map, scene, objects);
  else scene.marks.forEach(function (mark) { objects[mark.id].layers[0].addTo(map); });
};

// Many articles' places: marks closer than a finger's width become one number.
D.cluster = function (map, scene, objects) {
  var groups = L.layerGroup().addTo(map), size = 46;
  function draw() {
    groups.clearLayers();
    var cells = new Map(), zoom = map.getZoom();
    var view = map.getBounds().pad(0.3);
    scene.marks.forEach(function (mark) {
      if (!view.contains([mark.lat, mark.lon])) return;
      var p = map.project([mark.lat, mark.lon], zoom);
      var key = Math.floor(p.x / size) + ':' + Math.floor(p.y / size);
      if (!cells.has(key)) cells.set(key, []);
      cells.get(key).push(mark);
    });
    cells.forEach(function (marks) {
      if (marks.length === 1 || zoom >= map.getMaxZoom()) {
        marks.forEach(function (mark) { groups.addLayer(objects[mark.id].layers[0]); });
        return;
      }
      var lat = 0, lon = 0;
      marks.forEach(function (mark) { lat += mark.lat; lon += mark.lon; });
      var at = [lat / marks.length, lon / marks.length];
      var digits = String(marks.length), wide = 22 + 6 * digits.length;
      var marker = L.marker(at, {
        icon: L.divIcon({ className: 'cluster', html: digits, iconSize: [wide, wide] }), keyboard: true
      });
      marker.on('add', function () {
        marker.getElement().setAttribute('aria-label', digits + ' places, zoom in to part them');
      });
      marker.on('click', function () {
        map.fitBounds(L.latLngBounds(marks.map(function (m) { return [m.lat, m.lon]; })).pad(0.2));
      });
      groups.addLayer(marker);
    });
  }
  map.on('zoomend moveend', draw);
  D.redraw = draw;
};
