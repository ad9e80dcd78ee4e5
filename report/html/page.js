'use strict';
(function () {
	var table = document.getElementById('series');
	if (!table)
		return;
	var tools = document.getElementById('tools'), filter = document.getElementById('filter');
	var open = document.getElementById('open'), found = document.getElementById('found');
	var series = Array.prototype.slice.call(table.querySelectorAll('tbody.series'));
	var texts = series.map(function (s) { return s.textContent.toLowerCase(); });

	// The rows of each group stand behind its heading.
	function rowsOf(group) {
		var rows = [];
		for (var s = group.nextElementSibling; s && s.classList.contains('series'); s = s.nextElementSibling)
			rows.push(s);
		return rows;
	}
	function eachGroup(act) {
		table.querySelectorAll('tbody.group').forEach(function (g) { act(g, rowsOf(g)); });
	}
	function search() {
		var words = filter.value.toLowerCase().split(/\s+/), n = 0;
		series.forEach(function (s, i) {
			s.hidden = !words.every(function (w) { return texts[i].indexOf(w) >= 0; });
			n += !s.hidden;
		});
		eachGroup(function (g, rows) { g.hidden = rows.every(function (s) { return s.hidden; }); });
		found.textContent = filter.value ? n + ' of ' + series.length + ' series' : '';
	}
	function valueOf(row, column) {
		var cell = row.rows[0].cells[column], value = cell.getAttribute('data-value');
		if (column === 0)
			return cell.textContent.replace(/^\s*(\[[^\]]*\]\s*)+/, '').toLowerCase();
		return parseFloat(value === null ? cell.textContent : value) || 0;
	}
	function sortBy(head, column) {
		// Numbers begin with the greatest, titles with A.
		var now = head.getAttribute('aria-sort');
		var up = column ? now === 'descending' : now !== 'ascending';
		table.querySelectorAll('th[aria-sort]').forEach(function (h) { h.removeAttribute('aria-sort'); });
		head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
		eachGroup(function (g, rows) {
			var last = g;
			rows.sort(function (a, b) {
				var x = valueOf(a, column), y = valueOf(b, column);
				return (x < y ? -1 : x > y ? 1 : 0) * (up ? 1 : -1);
			});
			rows.forEach(function (s) { last.after(s); last = s; });
		});
	}
	Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, column) {
		var button = document.createElement('button');
		button.type = 'button';
		button.textContent = head.textContent;
		button.addEventListener('click', function () { sortBy(head, column); });
		head.replaceChildren(button);
	});
	function openAll(all, to) {
		all.forEach(function (d) { d.open = to; });
	}
	open.addEventListener('click', function () {
		var to = open.textContent === 'Open all';
		openAll(table.querySelectorAll('details'), to);
		open.textContent = to ? 'Close all' : 'Open all';
	});
	filter.addEventListener('input', search);
	tools.hidden = false;
	search();

	var closed = [];
	window.addEventListener('beforeprint', function () {
		closed = document.querySelectorAll('details:not([open])');
		openAll(closed, true);
	});
	window.addEventListener('afterprint', function () { openAll(closed, false); });
}());
