// Start: everything in order, on a map that folium has made.

D.start = function (map, scene) {
  D.scene = scene;
  var objects = {}, box = map.getContainer();
  var still = window.matchMedia && matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (still) {
    map.options.zoomAnimation = map.options.fadeAnimation = map.options.inertia = false;
    map._zoomAnimated = map._fadeAnimated = false;
    var fit = map.fitBounds;
    map.fitBounds = function (b, o) { return fit.call(map, b, L.extend({ animate: false }, o)); };
  }
  var middle = (scene.view[0] + scene.view[2]) / 2;
  map.setMaxBounds([[-86, middle - 300], [86, middle + 300]]);
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', 'Map. Arrow keys move it, plus and minus zoom. Tables with the same facts follow.');
  box.setAttribute('aria-describedby', 'summary');
  D.drawGround(map, scene.ground, function (renderer) { D.drawWaters(map, scene, objects, renderer); });
  D.fit(map, scene.view);
  L.control.zoom({ position: 'topleft', zoomInText: '+', zoomOutText: '−' }).addTo(map);
  D.button(map, '⌂', 'Show the whole story', function () { D.fit(map, scene.view); }, 'topleft');
  D.north(map);
  D.scale(map);
  if (scene.tiles) D.drawTiles(map, scene.tiles);
  D.drawAreas(map, scene, objects);
  D.drawRings(map, scene, objects);
  D.drawLines(map, scene, objects);
  D.drawMarks(map, scene, objects);
  D.keys(map);
  D.labels(map, scene, objects);
  if (D.redraw) D.redraw();
  D.claims(map, scene, objects);
  D.place();
  window.addEventListener('beforeprint', function () {
    document.querySelectorAll('details').forEach(function (d) { d.open = true; });
    map.invalidateSize({ animate: false });
  });
  D.map = map;
  D.objects = objects;
  document.documentElement.setAttribute('data-ready', '1');
};
