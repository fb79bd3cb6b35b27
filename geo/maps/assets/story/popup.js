// Popup: what a mark, a line or an area leads back to. All text is set as text, never as HTML.

D.el = function (tag, name, text) {
  var el = document.createElement(tag);
  if (name) el.className = name;
  if (text !== undefined && text !== '') el.textContent = text;
  return el;
};

D.add = function (parent, tag, name, text) {
  if (text === undefined || text === null || text === '') return null;
  return parent.appendChild(D.el(tag, name, text));
};

D.open = function (map, at, node, from) {
  var popup = L.popup({ maxWidth: 300, minWidth: 200, maxHeight: Math.max(160, map.getSize().y - 90), autoPanPadding: [12, 12] })
    .setLatLng(at).setContent(node).openOn(map);
  var box = popup.getElement();
  box.setAttribute('role', 'dialog');
  box.setAttribute('aria-label', node.firstChild ? node.firstChild.textContent : 'Detail');
  node.setAttribute('tabindex', '-1');
  var close = box.querySelector('.leaflet-popup-close-button');
  if (close) close.setAttribute('aria-label', 'Close');
  node.focus({ preventScroll: true });
  box.addEventListener('keydown', function (event) {
    if (event.key === 'Escape') { event.stopPropagation(); map.closePopup(popup); }
  });
  box.addEventListener('toggle', function () { popup.update(); }, true);
  map.once('popupclose', function () {
    if (from && from.isConnected && box.contains(document.activeElement)) from.focus({ preventScroll: true });
  });
};

D.said = { 'literal': '', 'demonym': 'adjective', 'metonym': 'stands for a government or body', 'embedded': 'part of a name' };

D.openMark = function (map, item) {
  var mark = item.data, node = D.el('div', 'popup');
  D.add(node, 'p', 'title', mark.label);
  var what = [mark.kind, mark.where].filter(Boolean).join(', ');
  D.add(node, 'p', 'what', what + (D.said[mark.role] ? ' (' + D.said[mark.role] + ')' : ''));
  if (mark.inferred) D.add(node, 'p', 'guessed', 'Inferred: the story does not name this place.');
  mark.sentences.forEach(function (text) { D.add(node, 'blockquote', '', text); });
  if (mark.more) D.add(node, 'p', 'small', 'and ' + mark.more + ' more mentions');
  D.add(node, 'p', 'small', mark.reason);
  var facts = node.appendChild(D.el('dl'));
  function fact(name, value) {
    if (!value) return;
    D.add(facts, 'dt', '', name);
    D.add(facts, 'dd', '', value);
  }
  if (mark.name && mark.name !== mark.label) fact('Gazetteer', mark.name);
  fact('Also', mark.variants.join(', '));
  if (mark.confidence !== null) fact('Sure', Math.round(mark.confidence * 100) + ' %');
  var at = mark.at;
  fact('At', Math.abs(at[1]).toFixed(4) + '° ' + (at[1] < 0 ? 'S' : 'N') + ', ' +
    Math.abs(at[0]).toFixed(4) + '° ' + (at[0] < 0 ? 'W' : 'E'));
  fact('Data', mark.source);
  D.corrections(node, mark);
  D.open(map, [mark.lat, mark.lon], node, item.layers[0].getElement());
};

D.corrections = function (node, mark) {
  var box = node.appendChild(D.el('details'));
  box.appendChild(D.el('summary', '', 'Not here? Correct it'));
  D.add(box, 'p', 'small', 'Copy a line into a corrections file and run again with --corrections.');
  var list = box.appendChild(D.el('ul', 'choices'));
  function row(text, line) {
    var li = list.appendChild(D.el('li'));
    var button = li.appendChild(D.el('button', 'copy', 'Copy'));
    button.type = 'button';
    button.setAttribute('aria-label', 'Copy the correction: ' + text);
    li.appendChild(D.el('span', '', text));
    button.addEventListener('click', function () { D.copy(line, button, li); });
  }
  mark.choices.forEach(function (c) {
    var note = [c[0], c[2]].filter(Boolean).join(', ');
    row([c[0], c[1], c[2]].filter(Boolean).join(', ') + ' (' + Math.round(c[3] * 100) + ' %)', D.toml(mark, D.quote(c[4]), note));
  });
  row('not a place', D.toml(mark, 'false', 'not a place'));
};

// One line of a corrections file for each mention, as `geo.maps.corrections` writes them.
D.quote = function (text) { return JSON.stringify(text).replace(/\x7f/g, '\\u007F'); };

D.toml = function (mark, value, note) {
  var plain = note.replace(/\s+/g, ' ').replace(/[\x00-\x1f\x7f]/g, ' ').trim();
  return mark.written.map(function (name) {
    return D.quote(name) + ' = ' + value + (plain ? '  # ' + plain : '');
  }).join('\n');
};

// The clipboard may be closed to files and frames: then the line is shown, selected.
D.copy = function (line, button, li) {
  function done() {
    button.textContent = 'Copied';
    document.getElementById('status').textContent = 'Copied: ' + line;
  }
  function show() {
    var field = li.querySelector('textarea') || li.appendChild(D.el('textarea'));
    field.readOnly = true;
    field.rows = 2;
    field.setAttribute('aria-label', 'Correction line');
    field.value = line;
    field.focus();
    field.select();
    var ok = false;
    try { ok = document.execCommand('copy'); } catch (e) { ok = false; }
    if (ok) { done(); field.remove(); button.focus(); }
  }
  if (navigator.clipboard && navigator.clipboard.writeText) {
    navigator.clipboard.writeText(line).then(done, show);
  } else show();
};

D.openLine = function (map, item, at) {
  var line = item.data, node = D.el('div', 'popup');
  D.add(node, 'p', 'title', line.title);
  D.add(node, 'p', 'what', line.label);
  if (line.style === 'hypothetical') D.add(node, 'p', 'guessed', 'An end or the way is assumed.');
  D.add(node, 'p', '', line.style === 'straight' ? 'Shortest path over the earth.' : 'Computed, not flown.');
  D.add(node, 'p', 'small', line.detail);
  D.add(node, 'p', 'small', D.scene.sources[line.source]);
  D.open(map, at || item.layers[2].getCenter(), node, item.layers[2].getElement());
};

D.openArea = function (map, item, at) {
  var area = item.data, node = D.el('div', 'popup');
  D.add(node, 'p', 'title', area.title);
  D.add(node, 'p', '', area.detail);
  D.add(node, 'p', 'small', area.source);
  D.open(map, at || item.layers[0].getCenter(), node, item.layers[0].getElement());
};
