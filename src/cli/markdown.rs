//! Markdown → text for a terminal or a pipe: wrapped at words, with colours instead of marks if there are colours.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use textwrap::{Options, WordSeparator, WordSplitter, fill};

use crate::text::{Tone, paint};

/// Columns before what is below a heading, and before each deeper level.
const INDENT: &str = "  ";

/// The text of a page.
pub fn page(markdown: &str, width: usize, is_colored: bool) -> String {
    let mut page = Page { width, is_colored, ..Page::default() };
    Parser::new(markdown).for_each(|event| page.add(event));
    page.text
}

/// The text of a line, without line breaks of its own.
pub(super) fn line(markdown: &str, is_colored: bool) -> String {
    let mut page = Page { is_colored, ..Page::default() };
    Parser::new(markdown).for_each(|event| page.add_inline(&event));
    page.inline
}

/// Wraps a text at its words. Lines after the first are indented.
pub(super) fn wrap(text: &str, width: usize, first: &str, others: &str) -> String {
    let options = Options::new(width).initial_indent(first).subsequent_indent(others).break_words(false);
    // Options and paths such as `--known-users` stay whole.
    fill(text, options.word_separator(WordSeparator::AsciiSpace).word_splitter(WordSplitter::NoHyphenation))
}

/// A page that is being written.
#[derive(Default)]
struct Page {
    text: String,
    width: usize,
    is_colored: bool,
    /// The paragraph, heading or item that is not yet wrapped.
    inline: String,
    /// How a part of it is stressed.
    tone: Option<Tone>,
    /// Lists that are open.
    lists: usize,
    /// Whether the next text is the first of an item.
    is_item: bool,
    /// The language of the open block of code.
    code: Option<String>,
}

impl Page {
    fn add(&mut self, event: Event) {
        match event {
            Event::Start(Tag::Heading { .. } | Tag::Paragraph) if !self.is_item => self.separate(),
            Event::End(TagEnd::Heading(_)) => {
                let heading = std::mem::take(&mut self.inline);
                self.text.push_str(&paint(heading, Tone::Strong, self.is_colored));
                self.text.push('\n');
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item) => self.end_text(),
            Event::Start(Tag::List(_)) => {
                self.end_text();
                if self.lists == 0 {
                    self.separate();
                }
                self.lists += 1;
            }
            Event::End(TagEnd::List(_)) => self.lists = self.lists.saturating_sub(1),
            Event::Start(Tag::Item) => self.is_item = true,
            Event::Start(Tag::CodeBlock(kind)) => {
                self.separate();
                self.code = Some(match kind {
                    CodeBlockKind::Fenced(language) => language.to_string(),
                    CodeBlockKind::Indented => String::new(),
                });
            }
            Event::End(TagEnd::CodeBlock) => self.code = None,
            Event::Text(code) if self.code.is_some() => self.add_code(&code),
            inline => self.add_inline(&inline),
        }
    }

    fn add_inline(&mut self, event: &Event) {
        let is_colored = self.is_colored;
        match event {
            Event::Text(text) => match self.tone {
                Some(tone) => self.inline.push_str(&paint(text, tone, is_colored)),
                None => self.inline.push_str(text),
            },
            Event::Code(code) if is_colored => self.inline.push_str(&paint(code, Tone::Code, true)),
            Event::Code(code) => self.inline.extend(["`", code, "`"]),
            Event::SoftBreak | Event::HardBreak => self.inline.push(' '),
            Event::Start(Tag::Emphasis) => self.tone = Some(Tone::Emphasis),
            Event::Start(Tag::Strong) => self.tone = Some(Tone::Strong),
            Event::End(TagEnd::Emphasis | TagEnd::Strong) => self.tone = None,
            _ => {}
        }
    }

    /// Ends a block with an empty line.
    fn separate(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// Wraps the text of a paragraph or an item.
    fn end_text(&mut self) {
        let text = std::mem::take(&mut self.inline);
        if text.is_empty() {
            return;
        }
        let others = INDENT.repeat(self.lists + 1);
        let is_item = std::mem::take(&mut self.is_item);
        let first = if is_item { format!("{}- ", INDENT.repeat(self.lists)) } else { others.clone() };
        self.text.push_str(&wrap(&text, self.width, &first, &others));
        self.text.push('\n');
    }

    /// Adds lines of code. They are not wrapped.
    fn add_code(&mut self, code: &str) {
        let is_diff = self.code.as_deref() == Some("diff");
        for line in code.lines() {
            let tone = match line.as_bytes().first() {
                Some(b'-') if is_diff => Some(Tone::Removed),
                Some(b'+') if is_diff => Some(Tone::Added),
                _ => None,
            };
            let line = tone.map_or_else(|| line.to_owned(), |tone| paint(line, tone, self.is_colored));
            self.text.extend([INDENT, &line, "\n"]);
        }
    }
}
