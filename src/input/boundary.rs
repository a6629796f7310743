//! Finds the end of a request from the text's structure alone: brackets, quotes and line breaks.
//!
//! In valid JSON, a `{` is at the start of a line only after `[`, `:`, or a comma of an array, and there is no line break
//! in a string. So a broken request ends at the next such `{` at the latest, and the requests after it are not lost.

use memchr::memchr3;

use super::block::Shape;
use crate::json::{Brackets, is_white_space, trim_end};

/// Scans for the end of one request. The text can be scanned in parts; where it is divided makes no difference.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "the states of a scanner are independent of each other")]
pub(super) struct BoundaryScanner {
    /// Whether the request is an element of an array; otherwise, it is followed by the next one.
    is_element: bool,
    max: usize,
    /// The number of bytes before the request on its line.
    indentation: usize,
    /// The number of bytes that were scanned.
    pub(super) length: usize,
    /// The same without white space at the end.
    significant: usize,
    open: Brackets,
    in_string: bool,
    escaped: bool,
    /// Whether the request's brackets are closed. Anything else on the line belongs to it, and makes it invalid.
    closed: bool,
    /// Whether the request ends at the line's end, whatever else is on the line.
    rest_of_line: bool,
    /// Whether there is a line break in the request.
    has_lines: bool,
    /// Whether nothing but `{` is on the request's first line, as in pretty-printed JSON.
    is_pretty: bool,
    /// Whether there was only white space since the last line break, and how many bytes of it.
    at_line_start: bool,
    indent: usize,
    /// The last character that is not white space.
    last: u8,
}

impl BoundaryScanner {
    /// A scanner for a request of at most `max` bytes, with `indentation` bytes before it on its line. A longer one ends at
    /// its line's end, if it is on one line.
    pub(super) fn new(shape: Shape, max: usize, indentation: usize) -> Self {
        let is_element = matches!(shape, Shape::Array { .. });
        Self { is_element, max, indentation, rest_of_line: shape == Shape::Lines, ..Self::default() }
    }

    /// Whether the request is longer than allowed.
    pub(super) fn is_too_long(&self) -> bool {
        self.significant > self.max
    }

    /// Whether every bracket and string is closed.
    pub(super) fn is_balanced(&self) -> bool {
        self.open.is_empty() && !self.in_string
    }

    /// Scans the next bytes. Returns how many of them belong to the request if it ends within them.
    pub(super) fn scan(&mut self, bytes: &[u8]) -> Option<usize> {
        let room = self.max.saturating_add(1).saturating_sub(self.length);
        match bytes.split_at_checked(room) {
            Some((head, tail)) if !head.is_empty() => {
                let end = self.scan_part(head);
                // The request becomes too long just after `head`.
                self.rest_of_line |= !self.has_lines && !self.is_element;
                end.or_else(|| Some(self.scan_part(tail)? + head.len()))
            }
            _ => self.scan_part(bytes),
        }
    }

    fn scan_part(&mut self, bytes: &[u8]) -> Option<usize> {
        let before = self.length;
        let mut rest = bytes;
        loop {
            let skipped = self.skip(rest);
            let (&byte, after) = rest.get(skipped..)?.split_first()?;
            if self.ends_before(byte) {
                return Some(self.length.saturating_sub(before));
            }
            self.length += 1;
            self.step(byte);
            rest = after;
        }
    }

    /// Scans the bytes that cannot change the state (within a string, between brackets and strings, on the rest of an
    /// invalid line), and returns how many they are.
    fn skip(&mut self, rest: &[u8]) -> usize {
        let skipped = if self.rest_of_line {
            memchr::memchr(b'\n', rest).unwrap_or(rest.len())
        } else if self.in_string && !self.escaped {
            memchr3(b'"', b'\\', b'\n', rest).unwrap_or(rest.len())
        } else if !self.open.is_empty() && !self.in_string {
            rest.iter().position(|byte| is_structural(*byte)).unwrap_or(rest.len())
        } else {
            0
        };
        let passed = trim_end(rest.get(..skipped).unwrap_or_default());
        match passed.last() {
            Some(&last) => self.note_significant(last, self.length + passed.len()),
            None => self.indent += skipped,
        }
        self.length += skipped;
        skipped
    }

    fn note_significant(&mut self, byte: u8, end: usize) {
        self.last = byte;
        self.at_line_start = false;
        self.significant = end;
    }

    /// Whether the request ends before `byte`.
    fn ends_before(&self, byte: u8) -> bool {
        match byte {
            b'{' if self.begins_another() => true,
            b',' | b']' if self.is_element => self.is_balanced(),
            _ if self.is_element => false,
            b'{' => self.closed && !self.rest_of_line,
            b'\n' => {
                self.rest_of_line
                    || self.closed
                    || self.open.is_empty()
                    || (self.in_string && !self.has_lines)
            }
            _ => false,
        }
    }

    /// Whether a `{` here is the first one of another request: it is at the start of a line, and cannot continue this one.
    /// In a pretty-printed request with an error, an indented one is more likely to be an item after a missing comma, but
    /// not after `{`.
    fn begins_another(&self) -> bool {
        let may_be_item = self.is_pretty && self.indent > self.indentation && self.last != b'{';
        let is_outside = !may_be_item || self.is_too_long();
        let is_key_expected = self.last == b',' && self.open.last() == Some(b'}');
        let can_continue = matches!(self.last, b'[' | b',' | b':') && !is_key_expected;
        self.at_line_start && is_outside && !can_continue
    }

    /// Scans one byte.
    fn step(&mut self, byte: u8) {
        if byte == b'\n' {
            self.is_pretty |= !self.has_lines && self.significant == 1 && self.last == b'{';
            self.in_string = false;
            self.escaped = false;
            self.has_lines = true;
            self.at_line_start = true;
            self.indent = 0;
            return;
        }
        if self.in_string {
            self.in_string = self.escaped || byte != b'"';
            self.escaped = !self.escaped && byte == b'\\';
        } else if !is_white_space(byte) && !self.rest_of_line {
            self.structure(byte);
        }
        if is_white_space(byte) {
            self.indent += 1;
        } else {
            self.note_significant(byte, self.length);
        }
    }

    /// Scans a character that is not in a string and not white space.
    fn structure(&mut self, byte: u8) {
        // In a sequence, what does not begin with a bracket is not a request. It ends with its line.
        if !self.is_element && (self.closed || (self.open.is_empty() && !matches!(byte, b'{' | b'['))) {
            self.rest_of_line = true;
            return;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' => self.open.push(b'}'),
            b'[' => self.open.push(b']'),
            b'}' | b']' => {
                let is_pair = self.open.pop() == Some(byte);
                self.closed = !self.is_element && self.open.is_empty();
                // After a bracket that does not match, the structure of the line cannot be trusted.
                self.rest_of_line = self.closed && !is_pair && !self.has_lines;
            }
            _ => {}
        }
    }
}

/// Whether a byte within brackets can change the scanner's state.
fn is_structural(byte: u8) -> bool {
    matches!(byte, b'"' | b'{' | b'}' | b'[' | b']' | b'\n')
}
