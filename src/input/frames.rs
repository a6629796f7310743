//! Finds the requests of a block. Each is a range of the block's bytes.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memmem};

use super::block::{Block, FrameError, Shape};
use super::boundary::BoundaryScanner;
use super::encoding::SAMPLE;
use crate::json::{is_white_space, leading_white_space, trim_end};

/// The most requests that one broken request is split into.
const MAX_SPLITS: usize = 10_000;

/// One request of a block.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Its bytes, without white space around them.
    pub range: Range<usize>,
    /// Why it is not a request, if that is known without reading it.
    pub error: Option<FrameError>,
    /// Whether its end was guessed, without a scan of its structure.
    is_guess: bool,
    /// Its end with the white space after it.
    end: usize,
}

/// The requests of a block, in order.
#[derive(Debug)]
pub struct Frames<'b> {
    block: &'b Block,
    position: usize,
    /// Before this offset, each of the [`line_starts`] begins a request: one frame was split into several.
    split_until: usize,
    /// The next of these line starts.
    next_split: usize,
    /// Before this offset, ends are not guessed, but found by the structure: a guess was wrong.
    guess_from: usize,
    /// The end of the line that the position is on.
    line_end: usize,
    /// The element of the array that must come next; `None` if a comma or the array's end must.
    element: Option<Element>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    First,
    AfterComma,
}

impl<'b> Frames<'b> {
    /// The requests of `block`.
    pub fn new(block: &'b Block) -> Self {
        let element = match block.shape {
            Shape::Array { is_start: true } => Some(Element::First),
            Shape::Array { is_start: false } => Some(Element::AfterComma),
            _ => None,
        };
        Self { block, position: 0, split_until: 0, next_split: 0, guess_from: 0, line_end: 0, element }
    }

    /// Divides the last frame, which is not a request, in another way, and returns whether there is one: if its end was
    /// guessed, the structure tells its end; if it is a line that is cut short and the lines after it, each line is a
    /// request. If so, the next frames are those of the same bytes.
    pub fn reframe(&mut self, frame: &Frame) -> bool {
        if frame.error.is_some() || self.block.shape != Shape::Sequence {
            return false;
        }
        if frame.is_guess {
            self.guess_from = frame.end;
        } else if frame.range.start >= self.split_until && self.is_several_lines(frame) {
            self.split_until = frame.end;
            self.next_split = frame.range.start;
        } else {
            return false;
        }
        self.position = frame.range.start;
        true
    }

    /// Whether a broken request looks like a line that is cut short and other lines after it: its first line has more than
    /// a brace, and there are lines that cannot be part of a pretty-printed request, but not too many.
    fn is_several_lines(&self, frame: &Frame) -> bool {
        let text = self.block.bytes.get(frame.range.clone()).unwrap_or_default();
        let first_line = memchr(b'\n', text).and_then(|newline| text.get(..newline)).unwrap_or_default();
        trim_end(first_line) != b"{" && (1..=MAX_SPLITS).contains(&line_starts(text).count())
    }

    /// The frame of `start..end` without the white space at its end.
    fn frame(&self, start: usize, end: usize, error: Option<FrameError>) -> Frame {
        let bytes = self.block.bytes.get(start..end).unwrap_or_default();
        let length = trim_end(bytes).len();
        Frame { range: start..start + length, error, is_guess: false, end }
    }

    /// Advances to the next character that is not white space, and returns it.
    fn skip_white_space(&mut self) -> Option<u8> {
        let rest = self.block.bytes.get(self.position..)?;
        self.position += leading_white_space(rest);
        self.block.bytes.get(self.position).copied()
    }

    fn next_of_sequence(&mut self) -> Option<Frame> {
        self.skip_white_space()?;
        let frame = self.likely_request().unwrap_or_else(|| self.scanned());
        self.position = frame.end;
        Some(frame)
    }

    /// Guesses that the line, or the lines up to the next one that begins with `{`, are one request, if they look like it.
    /// These are the usual cases, and this is faster than a scan. If the guess is wrong, [`reframe`](Self::reframe) is
    /// called.
    fn likely_request(&mut self) -> Option<Frame> {
        let start = self.position;
        if start < self.guess_from.max(self.split_until) {
            return None;
        }
        let rest = self.block.bytes.get(start..).filter(|rest| rest.first() == Some(&b'{'))?;
        if self.line_end <= start {
            self.line_end = memchr(b'\n', rest).map_or(self.block.bytes.len(), |line| start + line);
        }
        let line = self.frame(start, self.line_end, None);
        if self.is_likely(&line) {
            return Some(Frame { is_guess: true, ..line });
        }
        let next = memmem::find(rest, b"\n{").map_or(self.block.bytes.len(), |next| start + next);
        let lines = self.frame(start, next, None);
        (next > self.line_end && self.is_likely(&lines)).then_some(Frame { is_guess: true, ..lines })
    }

    fn is_likely(&self, frame: &Frame) -> bool {
        let text = self.block.bytes.get(frame.range.clone()).unwrap_or_default();
        text.last() == Some(&b'}') && text.len() <= self.block.max
    }

    /// The frame that begins at the position, by a scan of its structure.
    fn scanned(&mut self) -> Frame {
        let start = self.position;
        let limit = self.limit(start);
        let text = self.block.bytes.get(start..limit).unwrap_or_default();
        let mut scanner = BoundaryScanner::new(self.block.shape == Shape::Sequence, self.block.max);
        let length = scanner.scan(text).unwrap_or(text.len());
        let mut frame = self.frame(start, start + length, None);
        if scanner.is_too_long() {
            frame.error = Some(FrameError::TooLong);
            frame.range.end = start + self.block.max;
        }
        frame
    }

    /// The offset at which a request that begins at `start` ends at the latest.
    fn limit(&mut self, start: usize) -> usize {
        if start >= self.split_until {
            return self.block.bytes.len();
        }
        if self.next_split <= start {
            let rest = self.block.bytes.get(start..self.split_until).unwrap_or_default();
            self.next_split = line_starts(rest).next().map_or(self.split_until, |line| start + line);
        }
        self.next_split
    }

    fn next_of_array(&mut self) -> Option<Frame> {
        loop {
            let byte = self.skip_white_space();
            let element = self.element.take();
            let missing = self.frame(self.position, self.position + 1, Some(FrameError::NoElement));
            match (byte, element) {
                (None, _) | (Some(b']'), None | Some(Element::First)) => return None,
                (Some(b','), None) => {
                    self.position += 1;
                    self.element = Some(Element::AfterComma);
                }
                (Some(b','), Some(_)) | (Some(b']'), Some(Element::AfterComma)) => return Some(missing),
                (Some(_), _) => {
                    let frame = self.scanned();
                    self.position = frame.end;
                    return Some(frame);
                }
            }
        }
    }
}

impl Iterator for Frames<'_> {
    type Item = Frame;

    fn next(&mut self) -> Option<Frame> {
        match self.block.shape {
            Shape::Sequence => self.next_of_sequence(),
            Shape::Array { .. } => self.next_of_array(),
            Shape::Gap => None,
            Shape::Invalid(_) if self.position > 0 => None,
            Shape::Invalid(error) => {
                self.position = 1;
                let end = self.block.bytes.len();
                // How much of a text in another encoding was read depends on the source. The frame must not.
                let length = if matches!(error, FrameError::Encoding(_)) { end.min(SAMPLE) } else { end };
                Some(Frame { range: 0..length, error: Some(error), is_guess: false, end })
            }
        }
    }
}

/// The starts of the lines of `text`, except the first, that cannot be lines within a pretty-printed request: those begin
/// with white space, a quote, a closing bracket, a comma or a colon.
fn line_starts(text: &[u8]) -> impl Iterator<Item = usize> {
    let is_continuation = |byte: u8| is_white_space(byte) || matches!(byte, b'"' | b'}' | b']' | b',' | b':');
    let starts = memchr_iter(b'\n', text).map(|newline| newline + 1);
    starts.filter(move |start| text.get(*start).is_some_and(|byte| !is_continuation(*byte)))
}
