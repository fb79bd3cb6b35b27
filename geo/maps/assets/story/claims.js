// Claims: choosing a claim, or one reading of it, lights up what belongs to it.

D.lit = null;

D.claims = function (map, scene, objects) {
  var all = document.getElementById('all'), status = document.getElementById('status');
  var buttons = document.querySelectorAll('[data-claim]');

  // A line lights up the places at its ends.
  function withEnds(ids) {
    var lit = new Set(ids);
    ids.forEach(function (id) {
      var line = objects[id];
      if (!line || line.kind !== 'line') return;
      var first = line.parts[0], last = line.parts[line.parts.length - 1];
      [first[0], last[last.length - 1]].forEach(function (end) {
        scene.marks.forEach(function (m) {
          if (!m.area && Math.abs(m.lat - end[0]) < 0.05 && Math.abs(m.lon - end[1]) < 0.05) lit.add(m.id);
        });
      });
    });
    return lit;
  }

  function show(ids) {
    D.lit = ids;
    Object.keys(objects).forEach(function (id) {
      var item = objects[id], on = D.lit && D.lit.has(id);
      if (!item.drawn) {
        item.layers.forEach(function (layer) { if (on) layer.addTo(map); else layer.remove(); });
      }
      item.layers.forEach(function (layer) {
        var el = layer.getElement && layer.getElement();
        if (!el) return;
        el.classList.toggle('lit', !!on);
        el.classList.toggle('dim', !!(D.lit && !on));
      });
      if (on && item.kind === 'line') item.layers.forEach(function (layer) { layer.bringToFront(); });
    });
    all.hidden = !D.lit;
    if (D.lit) reveal();
    D.place();
  }

  // Moves only where something that was lit up lies outside the view.
  function reveal() {
    var bounds = L.latLngBounds([]);
    D.lit.forEach(function (id) {
      var item = objects[id];
      if (!item) return;
      item.layers.slice(0, 1).forEach(function (layer) {
        if (layer.getBounds) bounds.extend(layer.getBounds());
        else bounds.extend(layer.getLatLng());
      });
    });
    if (bounds.isValid() && !map.getBounds().contains(bounds)) {
      map.fitBounds(bounds, { padding: [40, 40], maxZoom: Math.max(map.getZoom(), 6) });
    }
  }

  function said(ids) {
    var count = { mark: 0, line: 0, ring: 0, area: 0 };
    ids.forEach(function (id) { if (objects[id]) count[objects[id].kind]++; });
    var words = [];
    [['mark', 'place'], ['line', 'line'], ['ring', 'ring'], ['area', 'area']].forEach(function (k) {
      var n = count[k[0]];
      if (n) words.push(n + ' ' + k[1] + (n > 1 ? 's' : ''));
    });
    return words.length ? 'On the map: ' + words.join(', ') : 'Nothing of this can be drawn';
  }

  function clear() {
    buttons.forEach(function (b) { b.setAttribute('aria-pressed', 'false'); });
    document.querySelectorAll('.card.on, tr.on').forEach(function (el) { el.classList.remove('on'); });
    show(null);
    status.textContent = '';
  }

  buttons.forEach(function (button) {
    button.type = 'button';
    button.setAttribute('aria-pressed', 'false');
    button.addEventListener('click', function () {
      var was = button.getAttribute('aria-pressed') === 'true';
      clear();
      if (was) return;
      var claim = scene.claims[Number(button.dataset.claim)];
      var ids = button.dataset.row === undefined ? claim.lights : claim.rows[Number(button.dataset.row)];
      button.setAttribute('aria-pressed', 'true');
      var holder = button.closest(button.dataset.row === undefined ? '.card' : 'tr');
      if (holder) holder.classList.add('on');
      var lit = withEnds(ids);
      show(lit);
      status.textContent = said(lit);
    });
  });
  all.addEventListener('click', function () {
    var pressed = document.querySelector('[data-claim][aria-pressed=true]');
    clear();
    if (pressed) pressed.focus();
  });
  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape' && D.lit) clear();
  });
};
