//! The changes of an input as a unified diff.
//!
//! A fix changes no line breaks, so line N of the fixed text is line N of the old text. No search for matching lines is
//! needed, and only the changed lines and their context are kept in memory.

use std::collections::VecDeque;
use std::io;
use std::path::Path;

use super::look::Look;
use super::piece::Piece;
use crate::text::{self, Tone};

/// Unchanged lines before and after changed ones.
const CONTEXT: usize = 3;

/// The most bytes of a hunk that are kept.
const MAX_HUNK: usize = 16 << 20;

/// Bytes that a line may have.
const MAX_LINE: usize = 64 << 20;

/// A unified diff that is written while the input is read.
#[derive(Debug, Default)]
pub(crate) struct Diff {
    look: Look,
    /// The two lines of the header, until they are written.
    header: Vec<String>,
    /// The line that is not yet at its end.
    line: Line,
    /// Lines that have ended.
    count: u64,
    /// The last of them: those of the open hunk, or the context of the next one.
    lines: VecDeque<Line>,
    /// The bytes of the open hunk; 0 if no hunk is open.
    length: usize,
    /// How many of the last lines are unchanged.
    unchanged: usize,
    /// Whether hunks have no context, because one became too long. `git apply` needs `--unidiff-zero` for these.
    has_no_context: bool,
    text: Vec<u8>,
}

/// A line, before and after the fixes.
#[derive(Debug, Default)]
struct Line {
    old: Vec<u8>,
    new: Vec<u8>,
}

impl Line {
    fn is_changed(&self) -> bool {
        self.old != self.new
    }
}

impl Diff {
    /// The diff of the input with this name. A relative path gets the prefixes that `git apply` and `patch -p1` remove.
    pub(crate) fn new(name: &str, look: Look) -> Self {
        let escaped = text::escape(name);
        let name = escaped.strip_prefix("./").unwrap_or(&escaped);
        let [old, new] = if Path::new(name).is_absolute() { ["", ""] } else { ["a/", "b/"] };
        Self {
            look,
            header: vec![format!("--- {old}{name}\n"), format!("+++ {new}{name}\n")],
            ..Self::default()
        }
    }

    /// Adds the next piece of the input.
    ///
    /// # Errors
    /// If a line is too long.
    pub(crate) fn push(&mut self, piece: &Piece) -> io::Result<()> {
        let lines = |bytes| <[u8]>::split_inclusive(bytes, |byte| *byte == b'\n');
        for (old, new) in lines(&piece.old).zip(lines(piece.fixed())) {
            self.line.old.extend_from_slice(old);
            self.line.new.extend_from_slice(new);
            if self.line.old.len() > MAX_LINE {
                return Err(io::Error::other("a line of more than 64 MiB is too long for a diff"));
            }
            if old.ends_with(b"\n") {
                self.end_line();
            }
        }
        Ok(())
    }

    /// Ends the input.
    pub(crate) fn end(&mut self) {
        if !self.line.old.is_empty() {
            self.end_line();
        }
        if self.length > 0 {
            self.close();
        }
    }

    /// The text that can be written and was not returned before.
    pub(crate) fn take_text(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.text)
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.count += 1;
        self.unchanged = if line.is_changed() { 0 } else { self.unchanged + 1 };
        if self.length > 0 || line.is_changed() {
            self.length += line.old.len();
        }
        self.lines.push_back(line);
        self.has_no_context |= self.length >= MAX_HUNK;
        if self.length == 0 {
            self.keep_context();
        } else if self.unchanged > CONTEXT.saturating_mul(2) || self.length >= MAX_HUNK {
            self.close();
        }
    }

    /// Writes the open hunk. The lines after it are the context of the next one.
    fn close(&mut self) {
        let shown = if self.has_no_context { 0 } else { CONTEXT };
        let before = self.lines.iter().take_while(|line| !line.is_changed()).count();
        let before = before.saturating_sub(shown);
        let after = self.unchanged.saturating_sub(shown);
        let end = self.lines.len().saturating_sub(after);
        let start = (self.count + 1).saturating_sub(self.lines.len() as u64);
        let start = start + before as u64;
        let lines = self.lines.make_contiguous().get(before..end).unwrap_or_default();
        let range = match lines.len() {
            1 => start.to_string(),
            count => format!("{start},{count}"),
        };
        for line in std::mem::take(&mut self.header) {
            self.look.push("", line.as_bytes(), Some(Tone::Strong), &mut self.text);
        }
        let hunk = format!("@@ -{range} +{range} @@\n");
        self.look.push("", hunk.as_bytes(), Some(Tone::Hunk), &mut self.text);
        for lines in lines.chunk_by(|line, next| line.is_changed() == next.is_changed()) {
            let (old, new) = (lines.iter().map(|line| &*line.old), lines.iter().map(|line| &*line.new));
            if lines.iter().any(Line::is_changed) {
                write_lines("-", old, Some(Tone::Removed), self.look, &mut self.text);
                write_lines("+", new, Some(Tone::Added), self.look, &mut self.text);
            } else {
                write_lines(" ", old, None, self.look, &mut self.text);
            }
        }
        self.length = 0;
        self.keep_context();
    }

    fn keep_context(&mut self) {
        let context = self.unchanged.min(CONTEXT);
        self.lines.drain(..self.lines.len().saturating_sub(context));
    }
}

/// Appends lines with their sign in front of them.
fn write_lines<'l>(
    sign: &str,
    lines: impl Iterator<Item = &'l [u8]>,
    tone: Option<Tone>,
    look: Look,
    text: &mut Vec<u8>,
) {
    for line in lines {
        look.push(sign, line, tone, text);
        if !line.ends_with(b"\n") {
            text.extend_from_slice(b"\n\\ No newline at end of file\n");
        }
    }
}
