//! Where a request ends, told by the shape of the text alone: brackets, quotes and line breaks.
//!
//! No valid JSON document has a `{` at the start of a line unless the character before that line break
//! is `[`, `,` or `:`, nor a line break within a string. So a broken request ends there at the latest,
//! and costs only itself.

use memchr::memchr3;

use crate::json::{is_white_space, trim_end};

/// How the requests of a text stand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Framing {
    /// One after the other.
    Sequence,
    /// As the elements of an array.
    Array,
}

/// A scan for the end of one request. It can be fed piece by piece, and gives the same end however
/// the text is cut.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "the states of a scanner are independent of each other")]
pub(super) struct BoundaryScanner {
    framing: Framing,
    max: usize,
    /// Bytes that were scanned, from the request's first.
    length: usize,
    /// The same without the white space at their end.
    significant: usize,
    depth: usize,
    /// Whether each open bracket is a brace, the last one lowest, while they are no more than the bits.
    braces: u64,
    is_deep: bool,
    in_string: bool,
    escaped: bool,
    /// The brackets are closed; what else stands on the line belongs to the request, and spoils it.
    closed: bool,
    /// No structure counts any more, and the line break ends it.
    rest_of_line: bool,
    /// A line break lies within the request.
    has_lines: bool,
    /// No character but white space came since the last line break.
    at_line_start: bool,
    /// The last character that was no white space.
    last: u8,
}

impl BoundaryScanner {
    /// A request of at most `max` bytes; a longer one ends at its line's end, if it is all one line.
    pub(super) fn new(framing: Framing, max: usize) -> Self {
        Self {
            framing,
            max,
            length: 0,
            significant: 0,
            depth: 0,
            braces: 0,
            is_deep: false,
            in_string: false,
            escaped: false,
            closed: false,
            rest_of_line: false,
            has_lines: false,
            at_line_start: false,
            last: 0,
        }
    }

    /// Whether it is longer than a request may be.
    pub(super) fn is_too_long(&self) -> bool {
        self.significant > self.max
    }

    /// Whether every bracket and string is closed.
    pub(super) fn is_balanced(&self) -> bool {
        self.depth == 0 && !self.in_string
    }

    /// Bytes that were scanned, from the request's first.
    pub(super) fn length(&self) -> usize {
        self.length
    }

    /// Scans on, and returns how many of `bytes` still belong to the request if it ends within them.
    pub(super) fn scan(&mut self, bytes: &[u8]) -> Option<usize> {
        let room = self.max.saturating_add(1).saturating_sub(self.length);
        match bytes.split_at_checked(room) {
            Some((head, tail)) if !head.is_empty() => {
                let end = self.scan_piece(head);
                // The piece ends just where the request becomes too long.
                self.rest_of_line |= !self.has_lines && self.framing == Framing::Sequence;
                end.or_else(|| Some(self.scan_piece(tail)?.saturating_add(head.len())))
            }
            _ => self.scan_piece(bytes),
        }
    }

    fn scan_piece(&mut self, bytes: &[u8]) -> Option<usize> {
        let before = self.length;
        let mut rest = bytes;
        loop {
            let skipped = self.skip(rest);
            let (&byte, behind) = rest.get(skipped..)?.split_first()?;
            if self.ends_before(byte) {
                return Some(self.length.saturating_sub(before));
            }
            self.length = self.length.saturating_add(1);
            self.step(byte);
            rest = behind;
        }
    }

    /// Bytes that cannot change anything: the inside of a string, what lies between brackets and strings, the rest of
    /// a spoilt line.
    fn skip(&mut self, rest: &[u8]) -> usize {
        let skipped = if self.rest_of_line {
            memchr::memchr(b'\n', rest).unwrap_or(rest.len())
        } else if self.in_string && !self.escaped {
            memchr3(b'"', b'\\', b'\n', rest).unwrap_or(rest.len())
        } else if self.depth > 0 && !self.in_string {
            rest.iter().position(|byte| is_structural(*byte)).unwrap_or(rest.len())
        } else {
            0
        };
        let passed = trim_end(rest.get(..skipped).unwrap_or_default());
        if let Some(&last) = passed.last() {
            self.note_significant(last, self.length.saturating_add(passed.len()));
        }
        self.length = self.length.saturating_add(skipped);
        skipped
    }

    fn note_significant(&mut self, byte: u8, end: usize) {
        self.last = byte;
        self.at_line_start = false;
        self.significant = end;
    }

    /// Whether the request ends before `byte`.
    fn ends_before(&self, byte: u8) -> bool {
        match self.framing {
            Framing::Array => !self.in_string && self.depth == 0 && matches!(byte, b',' | b']'),
            Framing::Sequence => match byte {
                b'\n' => {
                    self.rest_of_line || self.closed || self.depth == 0 || (self.in_string && !self.has_lines)
                }
                b'{' if self.rest_of_line || self.in_string => false,
                b'{' => self.closed || (self.at_line_start && !matches!(self.last, b'[' | b',' | b':')),
                _ => false,
            },
        }
    }

    fn step(&mut self, byte: u8) {
        if byte == b'\n' {
            self.in_string = false;
            self.escaped = false;
            self.has_lines = true;
            self.at_line_start = true;
            return;
        }
        if self.in_string {
            self.in_string = self.escaped || byte != b'"';
            self.escaped = !self.escaped && byte == b'\\';
        } else if !is_white_space(byte) && !self.rest_of_line {
            self.structure(byte);
        }
        if !is_white_space(byte) {
            self.note_significant(byte, self.length);
        }
    }

    /// Takes a character outside of strings.
    fn structure(&mut self, byte: u8) {
        let is_sequence = self.framing == Framing::Sequence;
        // In a sequence, what does not open a bracket at once is no request, and no more than its line.
        if is_sequence && (self.closed || (self.depth == 0 && !matches!(byte, b'{' | b'['))) {
            self.rest_of_line = true;
            return;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => {
                self.depth = self.depth.saturating_add(1);
                self.is_deep |= self.depth > u64::BITS as usize;
                self.braces = self.braces.wrapping_shl(1) | u64::from(byte == b'{');
            }
            b'}' | b']' => {
                let is_pair = self.is_deep || (self.braces & 1 == 1) == (byte == b'}');
                self.braces = self.braces.wrapping_shr(1);
                self.depth = self.depth.saturating_sub(1);
                self.closed = is_sequence && self.depth == 0;
                // Beyond a bracket that closes another, nothing on the line can be trusted.
                self.rest_of_line = self.closed && !is_pair && !self.has_lines;
            }
            _ => {}
        }
    }
}

/// Whether a byte within brackets begins something or ends it.
fn is_structural(byte: u8) -> bool {
    matches!(byte, b'"' | b'{' | b'}' | b'[' | b']' | b'\n')
}
