//! Diagnostics as text, drawn by `annotate-snippets`, which draws those of rustc.

use annotate_snippets::renderer::{DecorStyle, Renderer};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Snippet as Source};

use super::renderer::Style;
use super::snippet::Snippet;
use crate::rules::Severity;
use crate::text::paint::{Tone, paint};

/// What is drawn as one frame. All texts are safe to be shown.
#[derive(Debug)]
pub(super) struct Diagnostic {
    pub(super) severity: Severity,
    pub(super) title: Note,
    /// The input's name, line and column of what is wrong, from 1, and the name of the request.
    pub(super) place: String,
    pub(super) snippet: Snippet,
    /// What is below the snippet.
    pub(super) notes: Vec<Note>,
}

/// A text with a label.
#[derive(Debug)]
pub(super) struct Note {
    pub(super) label: Label,
    pub(super) text: String,
}

/// What a text is about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Label {
    /// A rule's finding: "error[CODE]".
    Finding(Severity, &'static str),
    /// How to correct it.
    Help(&'static str),
    /// Anything else.
    Nothing,
}

impl Diagnostic {
    /// Appends the drawing.
    pub(super) fn draw(&self, style: &Style, out: &mut String) {
        let renderer = if style.color {
            let [error, warning] = [Tone::Error, Tone::Warning].map(Tone::style);
            Renderer::styled().error(error).warning(warning)
        } else {
            Renderer::plain()
        };
        // The lines are cut already; the renderer must not cut them again.
        let renderer = renderer.decor_style(DecorStyle::Unicode).hyperlink(false).term_width(usize::MAX / 4);
        let notes: Vec<String> =
            self.notes.iter().map(|note| note.show(style, self.snippet.gutter)).collect();
        let notes = notes.iter().map(|note| Level::NOTE.no_name().message(note));
        let group = Group::with_level(match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        });
        out.push_str(&self.title.show(style, 0));
        out.push('\n');
        if self.snippet.text.trim().is_empty() {
            let group = group.element(Origin::path(&*self.place)).elements(notes);
            out.push_str(&renderer.render(&[group]));
        } else {
            let drawing = renderer.render(&[group.element(self.source()).elements(notes)]);
            // The renderer would count the column in the text that it is given, which is a part of the line. The first line of
            // its drawing is the frame's corner.
            let (corner, rest) = drawing.split_once('\n').unwrap_or((&drawing, ""));
            out.extend([corner, &self.place, "\n", rest]);
        }
        out.push_str("\n\n");
    }

    fn source(&self) -> Source<'_, annotate_snippets::Annotation<'_>> {
        let Snippet { text, first_line, marks, .. } = &self.snippet;
        let annotations = marks.iter().map(|(place, mark)| {
            let kind = if mark.is_primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            let label = Some(&*mark.label).filter(|label| !label.is_empty());
            kind.span(place.clone()).label(label)
        });
        Source::source(text)
            .line_start(first_line.unwrap_or(1))
            .line_numbering(first_line.is_some())
            .annotations(annotations)
    }
}

impl Note {
    /// The label and the text, in lines that have room after `indent` columns.
    fn show(&self, style: &Style, indent: usize) -> String {
        let (label, tone) = match self.label {
            Label::Finding(severity, code) => (format!("{}[{code}]", severity.name()), tone(severity)),
            Label::Help(name) => (format!("{name}:"), Tone::Help),
            Label::Nothing => (String::new(), Tone::Help),
        };
        let width = style.width.saturating_sub(indent).max(20);
        let first = if label.is_empty() { String::new() } else { format!("{label} ") };
        let options = textwrap::Options::new(width).initial_indent(&first).subsequent_indent("  ");
        let text = textwrap::fill(&self.text, options);
        // It is coloured after its lines are broken. A title is bold.
        match text.strip_prefix(&*label) {
            Some(rest) if style.color && !label.is_empty() => {
                let rest = if indent == 0 { paint(rest, Tone::Strong, true) } else { rest.to_owned() };
                format!("{}{rest}", paint(label, tone, true))
            }
            _ => text,
        }
    }
}

fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Error,
        Severity::Warning => Tone::Warning,
    }
}
