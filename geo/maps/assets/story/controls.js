// Controls: zoom, scale, the frame in the inset, and what folds on a small screen.

D.button = function (map, text, title, act, corner) {
  var control = L.control({ position: corner || 'topright' });
  control.onAdd = function () {
    var box = L.DomUtil.create('div', 'leaflet-bar tool');
    var button = box.appendChild(D.el('button', '', text));
    button.type = 'button';
    button.title = title;
    button.setAttribute('aria-label', title);
    L.DomEvent.disableClickPropagation(box);
    button.addEventListener('click', function () { act(button); });
    return box;
  };
  control.addTo(map);
};

// Mercator's scale changes with the latitude: the bar names the one that it holds at.
D.scale = function (map) {
  var control = L.control({ position: 'bottomleft' }), rows = {}, note;
  control.onAdd = function () {
    var box = L.DomUtil.create('div', 'scale');
    ['km', 'mi'].forEach(function (unit) {
      rows[unit] = box.appendChild(D.el('div', 'bar ' + unit));
    });
    note = box.appendChild(D.el('div', 'at'));
    return box;
  };
  control.addTo(map);
  function nice(x) {
    var ten = Math.pow(10, Math.floor(Math.log(x) / Math.LN10)), d = x / ten;
    return ten * (d >= 5 ? 5 : d >= 3 ? 3 : d >= 2 ? 2 : 1);
  }
  function update() {
    var y = map.getSize().y / 2, most = 110;
    var a = map.containerPointToLatLng([0, y]), b = map.containerPointToLatLng([most, y]);
    var metres = map.distance(a, b);
    [['km', 1000], ['mi', 1609.344]].forEach(function (unit) {
      var whole = metres / unit[1], n = nice(whole);
      rows[unit[0]].style.width = Math.round(most * n / whole) + 'px';
      rows[unit[0]].textContent = n.toLocaleString('en-US') + ' ' + unit[0];
    });
    var lat = map.containerPointToLatLng([0, y]).lat;
    note.textContent = 'at ' + Math.abs(lat).toFixed(0) + '° ' + (lat < 0 ? 'S' : 'N');
  }
  map.on('zoomend moveend resize', update);
  map.whenReady(update);
};

D.north = function (map) {
  var control = L.control({ position: 'topright' });
  control.onAdd = function () {
    var box = L.DomUtil.create('div', 'north');
    box.setAttribute('aria-hidden', 'true');
    box.innerHTML = '<svg viewBox="0 0 16 24" width="14" height="21"><path d="M8 0l6 13H8z"/><path class="open" d="M8 0L2 13h6z"/><text x="8" y="23">N</text></svg>';
    return box;
  };
  control.addTo(map);
};

D.fit = function (map, view) {
  var small = map.getSize().x < 560;
  map.fitBounds([[view[1], view[0]], [view[3], view[2]]], {
    paddingTopLeft: small ? [26, 34] : [70, 48], paddingBottomRight: small ? [34, 58] : [90, 70],
    animate: false
  });
};
