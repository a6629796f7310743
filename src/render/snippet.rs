//! The lines of a request that a diagnostic shows, as one text: escaped, and cut to the width of the report.
//!
//! A line that is too long is shown in parts: one for each object with marks, so that a request on a single line is as
//! readable as one that is indented.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::report::Report;
use crate::json::Span;
use crate::text::{self, is_hostile_after};

/// Columns between the number of a line and its text.
const FRAME: usize = 3;
/// Columns of text that are shown at least, however narrow the terminal is.
const MIN_WIDTH: usize = 40;
/// Columns of the mark before or after a part of a line: "… ".
const ELLIPSIS: usize = 2;
/// Lines between the first mark and the last one at most if their numbers are shown: those without a mark are part of the
/// text.
const MAX_LINES: u64 = 5000;
/// Characters that are shown in a column at most, of those that have no width.
const MAX_CHARACTERS: usize = 4;

/// What a tab is shown as.
const TAB: &str = "    ";

/// A place in the request's text, and what to write at it.
#[derive(Debug)]
pub(super) struct Mark {
    /// The place; for a [`Snippet`], in the text that may be shown.
    pub(super) span: Span,
    pub(super) label: String,
    pub(super) is_primary: bool,
}

/// The lines with the marks.
#[derive(Debug)]
pub(super) struct Snippet {
    /// The lines, without anything hostile. Lines that are not shown are empty.
    pub(super) text: String,
    /// Columns before the lines.
    pub(super) gutter: usize,
    /// The number of the first line; `None` if the lines cannot be numbered.
    pub(super) first_line: Option<usize>,
    /// The marks, with their places in the text.
    pub(super) marks: Vec<(Range<usize>, Mark)>,
}

/// A line of the request, or a part of one, and its marks.
#[derive(Debug)]
struct Row {
    line: Range<usize>,
    /// What of the line is shown.
    part: Range<usize>,
    marks: Vec<Mark>,
}

impl Snippet {
    /// The lines of the report's text with the marks. With their numbers, they are at most `width` columns wide. Of several
    /// marks at one place, the first one is shown.
    pub(super) fn new(report: &Report, mut marks: Vec<Mark>, width: usize) -> Self {
        let shown = report.source.shown();
        for mark in &mut marks {
            mark.span = report.source.shown_span(mark.span);
        }
        marks.sort_by_key(|mark| mark.span);
        marks.dedup_by(|later, mark| later.span == mark.span);
        let line = |mark: Option<&Mark>| mark.map_or(0, |mark| report.source.shown_line(mark.span.start));
        let (first, last) = (line(marks.first()), line(marks.last()));
        let gutter = FRAME + 1 + last.checked_ilog10().unwrap_or_default() as usize;
        let width = width.saturating_sub(gutter).max(MIN_WIDTH);
        let rows = Row::all(report, marks, width);
        let is_in_order = rows.is_sorted_by(|one, next| one.line != next.line);
        let is_numbered = !report.source.is_decoded() && is_in_order && last - first < MAX_LINES;
        let first_line = is_numbered.then(|| usize::try_from(first).unwrap_or(usize::MAX));
        let mut snippet = Self { text: String::new(), gutter, first_line, marks: Vec::new() };
        let mut before: Option<Range<usize>> = None;
        for row in rows {
            if let Some(before) = before {
                snippet.push_gap(report, before, row.line.start, width);
            }
            before = Some(row.line.clone());
            snippet.push_row(shown, row);
        }
        snippet
    }

    /// Appends the line breaks between two rows. A single line between them is shown; the drawing needs two lines at least to
    /// show that there are more.
    fn push_gap(&mut self, report: &Report, before: Range<usize>, next: usize, width: usize) {
        let [last, next_line] = [before.start, next].map(|offset| report.source.shown_line(offset));
        let breaks = usize::try_from(next_line.saturating_sub(last)).unwrap_or(usize::MAX);
        match (self.first_line, breaks) {
            (_, 0 | 1) => self.text.push('\n'),
            (_, 2) => {
                self.text.push('\n');
                let line = before.end + 1..next.saturating_sub(1);
                let all = report.source.shown().get(line.clone()).unwrap_or_default();
                let fits = room(all.chars(), width) == all.len();
                // A line that is cut ends with " …".
                let width = if fits { width } else { width.saturating_sub(2) };
                let part = line.start..line.start + room(all.chars(), width);
                self.push_row(report.source.shown(), Row { line, part, marks: Vec::new() });
                self.text.push('\n');
            }
            (Some(_), _) => self.text.extend(std::iter::repeat_n('\n', breaks)),
            (None, _) => self.text.push_str("\n\n\n"),
        }
    }

    fn push_row(&mut self, shown: &str, row: Row) {
        let Row { line, part, marks } = row;
        if part.start > line.start {
            self.text.push_str("… ");
        }
        let offsets = push_harmless(&mut self.text, shown, &part);
        if part.end < line.end {
            self.text.push_str(" …");
        }
        let place = |offset: usize| {
            let index = offsets.partition_point(|(source, _)| *source < offset);
            offsets.get(index).or(offsets.last()).map_or(0, |(_, shown)| *shown)
        };
        self.marks.extend(marks.into_iter().map(|mark| (place(mark.span.start)..place(mark.span.end), mark)));
    }
}

impl Row {
    /// The rows of the marks, which are sorted.
    fn all(report: &Report, marks: Vec<Mark>, width: usize) -> Vec<Self> {
        let text = report.source.shown();
        let mut rows: Vec<Self> = Vec::new();
        for mark in marks {
            let line = report.source.shown_line_around(mark.span.start);
            match rows.last_mut() {
                Some(row) if row.line == line && row.has_room(text, &mark, width) => row.marks.push(mark),
                last => {
                    let last = last.filter(|row| row.line == line);
                    let before = last.map_or(line.start, |row| row.end());
                    let start = part_start(text, &line, before, &mark, width);
                    let part = start..line.end;
                    rows.push(Self { line, part, marks: vec![mark] });
                }
            }
        }
        let mut next = usize::MAX;
        for row in rows.iter_mut().rev() {
            row.cut(text, next, width);
            next = row.part.start;
        }
        rows
    }

    /// Ends its part before the next row, at the end of the object, or where there is no more room.
    fn cut(&mut self, text: &str, next: usize, width: usize) {
        let Self { line, part, marks } = self;
        let width = if part.start > line.start { width - ELLIPSIS } else { width };
        let all = text.get(part.start..next.min(line.end)).unwrap_or_default();
        if part.start + room(all.chars(), width) == line.end {
            return self.begin_later(text, width);
        }
        let end = part.start + room(all.chars(), width - ELLIPSIS);
        // A mark that does not end in this part has its label at the part's end.
        let longer = marks.iter().filter(|mark| mark.span.end >= end);
        let label = longer.map(|mark| 1 + mark.label.width()).max().unwrap_or_default();
        let fitting = room(all.chars(), (width - ELLIPSIS).saturating_sub(label));
        let fitting = all.get(..fitting).unwrap_or_default();
        let marked = self.end().saturating_sub(self.part.start);
        let after = fitting.get(marked..).unwrap_or_default();
        let object = after.find('}').map(|brace| {
            let rest = after.get(brace..).unwrap_or_default();
            marked + brace + rest.len() - rest.trim_start_matches(['}', ']', ',']).len()
        });
        self.part.end = self.part.start + object.unwrap_or(fitting.trim_end().len());
    }

    /// Leaves out the beginning of a line that has room, if its last label has none.
    fn begin_later(&mut self, text: &str, width: usize) {
        let Self { line, part, marks } = self;
        let (Some(first), Some(last)) = (marks.first(), marks.last()) else { return };
        let marked = text.get(part.start..last.span.end.min(line.end)).unwrap_or_default();
        let too_many = (marked.width() + 1 + last.label.width()).saturating_sub(width);
        if too_many > 0 && part.start == line.start {
            let start = part.start + room(marked.chars(), too_many + ELLIPSIS);
            part.start = start.min(first.span.start);
        }
    }

    /// Where its last mark ends, or the line.
    fn end(&self) -> usize {
        let end = self.marks.iter().map(|mark| mark.span.end).max().unwrap_or(self.part.start);
        end.min(self.line.end)
    }

    /// Whether another mark of its line can be shown in it: the line as a whole has room, or the mark is in the same object
    /// and has room.
    fn has_room(&self, text: &str, mark: &Mark, width: usize) -> bool {
        let all = text.get(self.part.start..self.line.end).unwrap_or_default();
        if self.part.start == self.line.start && room(all.chars(), width) == all.len() {
            return true;
        }
        let end = mark.span.end.saturating_sub(self.part.start);
        let between = || text.get(self.end()..mark.span.start).unwrap_or_default();
        room(all.chars(), mark.columns_before(width)) >= end && !between().contains(['{', '}'])
    }
}

/// Where the part of a line begins that shows a mark: at the line's start if the mark has room then; else at the start of its
/// object, or of a field before it. It does not begin before the end of another part.
fn part_start(text: &str, line: &Range<usize>, before: usize, mark: &Mark, width: usize) -> usize {
    let all = text.get(line.clone()).unwrap_or_default();
    let (columns, end) = (mark.columns_before(width), mark.span.end.min(line.end) - line.start);
    if before == line.start && (room(all.chars(), width) == all.len() || room(all.chars(), columns) >= end) {
        return line.start;
    }
    let shown = text.get(mark.span.start..mark.span.end.min(line.end)).unwrap_or_default();
    let columns = columns.saturating_sub(shown.width()).max(width / 3);
    let behind = text.get(before..mark.span.start).unwrap_or_default();
    let behind =
        |columns| behind.get(behind.len() - room(behind.chars().rev(), columns)..).unwrap_or_default();
    let (far, near) = (behind(columns), behind(columns.min(width / 2)));
    let object = far.rfind('{').map(|brace| far.len() - brace);
    let field = || near.find(',').map(|comma| near.len() - comma - 1);
    mark.span.start - object.or_else(field).unwrap_or(near.len())
}

impl Mark {
    /// Columns of a line that may be before the end of the mark, so that there is room for its label.
    fn columns_before(&self, width: usize) -> usize {
        width.saturating_sub(2 * ELLIPSIS + 1 + self.label.width())
    }
}

/// Bytes of the characters that have room in `width` columns.
fn room(characters: impl Iterator<Item = char>, width: usize) -> usize {
    let (mut columns, mut last) = (0_usize, None);
    // Some characters have no width.
    let fitting = characters.take(width.saturating_mul(MAX_CHARACTERS)).take_while(|character| {
        columns += columns_of(last.replace(*character), *character);
        columns <= width
    });
    fitting.map(char::len_utf8).sum()
}

/// Columns of a character after another one, as [`push_harmless`] shows it.
fn columns_of(last: Option<char>, character: char) -> usize {
    match character {
        '\t' => TAB.len(),
        hostile if is_hostile_after(last, hostile) => 6,
        harmless => harmless.width().unwrap_or(0),
    }
}

/// Appends the text of a part without anything hostile; returns where each of its characters begins.
fn push_harmless(shown: &mut String, text: &str, part: &Range<usize>) -> Vec<(usize, usize)> {
    let mut offsets = Vec::new();
    for (index, character) in text.get(part.clone()).unwrap_or_default().char_indices() {
        offsets.push((part.start + index, shown.len()));
        match character {
            '\t' => shown.push_str(TAB),
            '\r' if part.start + index + 1 == part.end => {}
            other => text::push(shown, other),
        }
    }
    offsets.push((part.end, shown.len()));
    offsets
}
