//! The lines of a request that a diagnostic shows: escaped, and cut to the terminal's width.

use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memchr_iter;
use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::UnicodeWidthChar;

use super::report::Report;
use crate::json::Span;
use crate::text::{self, escape, is_hostile_after};

/// Columns before the text: the line's number and the frame.
const GUTTER: usize = 12;
/// Columns of text that are shown at least, however narrow the terminal is.
const MIN_WIDTH: usize = 40;
/// Sections that are shown; where the marks need more, only the one with the primary mark is.
const MAX_SECTIONS: usize = 4;
/// Lines without a mark that may be between two marks of one section.
const MAX_GAP: usize = 2;
/// Characters that are shown in a column at most, of those that have no width.
const MAX_CHARACTERS: usize = 4;

/// What a tab is shown as.
const TAB: &str = "    ";

/// A place in the request's text, and what is written at it.
#[derive(Debug)]
pub(super) struct Mark {
    /// Where it is in the text that may be shown.
    span: Span,
    /// Its column in the input, from 0.
    column: usize,
    label: String,
}

impl Mark {
    pub(super) fn new(report: &Report, span: Span, label: String) -> Self {
        let column = report.source.position(span.start).column.saturating_sub(1);
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        Self { span: report.source.shown_span(span), column, label }
    }
}

/// Sections of the request's text around the marks, the one with the primary mark first. For miette they are one
/// text, in which no section is near another.
#[derive(Debug)]
pub(super) struct Snippet {
    name: String,
    sections: Vec<Section>,
    /// The marks that have room, each with its column in the input, from 0.
    labels: Vec<(LabeledSpan, usize)>,
}

/// Lines that follow one another.
#[derive(Debug)]
struct Section {
    /// The lines as they are shown.
    text: String,
    /// Where the section begins in the snippet's text.
    offset: usize,
    /// The first line's number, from 0.
    line: usize,
}

impl Snippet {
    /// Shows the marks in the report's text; returns also which of the others have no room.
    pub(super) fn new(report: &Report, primary: Mark, others: Vec<Mark>, width: usize) -> (Self, Vec<usize>) {
        let text = report.source.shown();
        let primary_line = report.source.shown_line_around(primary.span.start);
        let mut lines = BTreeMap::<usize, Vec<(Option<usize>, Mark)>>::new();
        lines.entry(primary_line.start).or_default().push((None, primary));
        for (index, mark) in others.into_iter().enumerate() {
            lines
                .entry(report.source.shown_line_around(mark.span.start).start)
                .or_default()
                .push((Some(index), mark));
        }
        let mut snippet =
            Self { name: escape(report.name).into_owned(), sections: Vec::new(), labels: Vec::new() };
        let mut hidden = Vec::new();
        let starts: Vec<usize> = lines.keys().copied().collect();
        let mut sections = neighbours(report, &starts);
        if sections.len() > MAX_SECTIONS {
            sections.retain(|section| section.contains(&primary_line.start));
        }
        // miette shows the sections in this order.
        sections.sort_by_key(|section| !section.contains(&primary_line.start));
        for range in sections {
            snippet.begin_section(report.source.shown_line(range.start));
            let mut start = range.start;
            while start < range.end || start == range.start {
                let line = report.source.shown_line_around(start);
                let marks = lines.remove(&start).unwrap_or_default();
                hidden.extend(snippet.push_line(text, line.clone(), marks, width));
                start = line.end + 1;
            }
        }
        hidden.extend(lines.into_values().flatten().filter_map(|(index, _)| index));
        hidden.sort_unstable();
        (snippet, hidden)
    }

    /// The marks that have room, as miette wants them.
    pub(super) fn labels(&self) -> impl Iterator<Item = LabeledSpan> {
        self.labels.iter().map(|(label, _)| label.clone())
    }

    fn begin_section(&mut self, line: u64) {
        let offset = self.sections.last().map_or(0, |section| section.end() + 1);
        let line = usize::try_from(line.saturating_sub(1)).unwrap_or(usize::MAX);
        self.sections.push(Section { text: String::new(), offset, line });
    }

    /// Appends a line to the last section; returns which marks have no room on it.
    fn push_line(
        &mut self,
        text: &str,
        line: Range<usize>,
        mut marks: Vec<(Option<usize>, Mark)>,
        width: usize,
    ) -> Vec<usize> {
        let Some(section) = self.sections.last_mut() else { return Vec::new() };
        if !section.text.is_empty() {
            section.text.push('\n');
        }
        marks.sort_by_key(|(index, mark)| (index.is_some(), mark.span.start));
        let center = marks.first().map_or(line.start, |(_, mark)| mark.span.start);
        let window = window(text, &line, center, width.saturating_sub(GUTTER).max(MIN_WIDTH));
        if window.start > line.start {
            section.text.push_str("… ");
        }
        let has_room = |mark: &Mark| window.contains(&mark.span.start) && mark.span.end <= window.end;
        let (shown, hidden): (Vec<_>, Vec<_>) =
            marks.into_iter().partition(|(index, mark)| index.is_none() || has_room(mark));
        let offsets = push_harmless(&mut section.text, text, &window);
        if window.end < line.end {
            section.text.push_str(" …");
        }
        let place = |offset: usize| {
            let index = offsets.partition_point(|(source, _)| *source < offset);
            let shown = offsets.get(index).or(offsets.last()).map_or(0, |(_, shown)| *shown);
            section.offset + shown
        };
        self.labels.extend(shown.into_iter().map(|(index, mark)| {
            let label = Some(escape(&mark.label).into_owned()).filter(|label| !label.is_empty());
            let range = place(mark.span.start)..place(mark.span.end);
            let label = if index.is_none() {
                LabeledSpan::new_primary_with_span(label, range)
            } else {
                LabeledSpan::new_with_span(label, range)
            };
            (label, mark.column)
        }));
        hidden.into_iter().filter_map(|(index, _)| index).collect()
    }
}

impl Section {
    fn end(&self) -> usize {
        self.offset + self.text.len()
    }
}

impl SourceCode for Snippet {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let index = self.sections.partition_point(|section| section.offset <= span.offset());
        let section = index
            .checked_sub(1)
            .and_then(|index| self.sections.get(index))
            .ok_or(MietteError::OutOfBounds)?;
        if span.offset() + span.len() > section.end() {
            return Err(MietteError::OutOfBounds);
        }
        let local = SourceSpan::from((span.offset().saturating_sub(section.offset), span.len()));
        let contents = section.text.read_span(&local, lines_before, lines_after)?;
        let label = self.labels.iter().find(|(label, _)| label.offset() == span.offset());
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            contents.data(),
            SourceSpan::from((contents.span().offset() + section.offset, contents.span().len())),
            contents.line() + section.line,
            label.map_or(0, |(_, column)| *column),
            contents.line_count(),
        )))
    }
}

/// The sections to show: the lines that begin at `starts`, one more on either side, and short gaps between them.
fn neighbours(report: &Report, starts: &[usize]) -> Vec<Range<usize>> {
    let text = report.source.shown();
    let is_near = |end, start| {
        let between = text.as_bytes().get(end..start);
        between.is_none_or(|between| memchr_iter(b'\n', between).nth(MAX_GAP).is_none())
    };
    let mut sections: Vec<Range<usize>> = Vec::new();
    for &start in starts {
        let end = report.source.shown_line_around(start).end;
        let range = report.source.shown_line_around(start.saturating_sub(1)).start
            ..report.source.shown_line_around((end + 1).min(text.len())).end;
        match sections.last_mut() {
            Some(last) if is_near(last.end, range.start) => last.end = range.end,
            _ => sections.push(range),
        }
    }
    sections
}

/// What of a line is shown: all, or as much around `center` as has room.
fn window(text: &str, line: &Range<usize>, center: usize, width: usize) -> Range<usize> {
    let from_start = room(text.get(line.clone()).unwrap_or_default().chars(), width);
    if line.start + from_start >= line.end {
        return line.clone();
    }
    let before = text.get(line.start..center).unwrap_or_default();
    let start = center.saturating_sub(room(before.chars().rev(), width / 3));
    let length = room(text.get(start..line.end).unwrap_or_default().chars(), width);
    start..start + length
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

/// Appends the window's text without anything hostile; returns where each of its characters begins.
fn push_harmless(shown: &mut String, text: &str, window: &Range<usize>) -> Vec<(usize, usize)> {
    let mut offsets = Vec::new();
    for (index, character) in text.get(window.clone()).unwrap_or_default().char_indices() {
        offsets.push((window.start + index, shown.len()));
        match character {
            '\t' => shown.push_str(TAB),
            '\r' if window.start + index + 1 == window.end => {}
            other => text::push(shown, other),
        }
    }
    offsets.push((window.end, shown.len()));
    offsets
}
