//! A block → its requests, each as a range of the block's bytes.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memmem};

use super::block::{Block, Shape};
use super::boundary::{Framing, Unit};
use crate::json::{is_white_space, trim_end};

/// Lines that one broken request is taken for at most.
const MAX_PIECES: usize = 10_000;

/// The place of one request in its block.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// Its bytes, without white space around them.
    pub(crate) range: Range<usize>,
    /// Why it is no request, if that is known without reading it.
    pub(crate) fault: Option<Fault>,
    /// It was taken for one without a look at its shape.
    is_guess: bool,
    /// The end of what its shape covers, white space included.
    end: usize,
}

/// Why a piece of a stream is no request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Longer than a request may be.
    TooLong,
    /// An array has a comma and no element behind it.
    NoElement,
    /// An array is not closed.
    OpenArray,
    /// The text is in another encoding.
    Encoding(&'static str),
    /// The input has no request in it.
    Nothing,
}

/// The requests of a block, in order.
#[derive(Debug)]
pub(crate) struct Frames<'b> {
    block: &'b Block,
    position: usize,
    /// Up to where each of the [`line_starts`] begins a request: a request that proved to be several lines.
    split_until: usize,
    /// Where the next of them is.
    piece_end: usize,
    /// Up to where a guess has failed, and the shape decides.
    guess_from: usize,
    /// The line that begins at or around the position ends here.
    line_end: usize,
    /// An element of the array is due: it has just begun, or a comma was read.
    element: Option<Element>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    First,
    AfterComma,
}

impl<'b> Frames<'b> {
    pub(crate) fn new(block: &'b Block) -> Self {
        let element = match block.shape {
            Shape::Array { is_start: true } => Some(Element::First),
            Shape::Array { is_start: false } => Some(Element::AfterComma),
            _ => None,
        };
        Self { block, position: 0, split_until: 0, piece_end: 0, guess_from: 0, line_end: 0, element }
    }

    /// Takes back a frame that proved to be no request, if it may be several: one whose end was guessed, or a line that
    /// lacks its end and has swallowed the lines behind it. Whether it was taken back.
    pub(crate) fn take_back(&mut self, frame: &Frame) -> bool {
        if frame.fault.is_some() || self.block.shape != Shape::Sequence {
            return false;
        }
        if frame.is_guess {
            self.guess_from = frame.end;
        } else if frame.range.start >= self.split_until && self.is_several_lines(frame) {
            self.split_until = frame.end;
            self.piece_end = frame.range.start;
        } else {
            return false;
        }
        self.position = frame.range.start;
        true
    }

    /// Whether a broken request looks like a line that lacks its end, and others behind it: it has more on its first line
    /// than a brace, and a line that could not go on with it. Too many of those are no lines of requests.
    fn is_several_lines(&self, frame: &Frame) -> bool {
        let text = self.block.bytes().get(frame.range.clone()).unwrap_or_default();
        let first_line = memchr(b'\n', text).and_then(|newline| text.get(..newline)).unwrap_or_default();
        trim_end(first_line) != b"{" && (1..=MAX_PIECES).contains(&line_starts(text).count())
    }

    fn whole(&self, fault: Fault) -> Frame {
        let end = self.block.bytes().len();
        // Of a text in another encoding, a sample stands for all: how much of it was read is chance.
        let length = if matches!(fault, Fault::Encoding(_)) { end.min(super::blocks::SAMPLE) } else { end };
        Frame { range: 0..length, fault: Some(fault), is_guess: false, end }
    }

    /// The frame of `start..end` without the white space at its end.
    fn frame(&self, start: usize, end: usize, fault: Option<Fault>) -> Frame {
        let bytes = self.block.bytes().get(start..end).unwrap_or_default();
        let length = trim_end(bytes).len();
        Frame { range: start..start.saturating_add(length), fault, is_guess: false, end }
    }

    /// Moves to the next character that is no white space, and returns it.
    fn skip_white_space(&mut self) -> Option<u8> {
        let rest = self.block.bytes().get(self.position..)?;
        let skipped = rest.iter().position(|byte| !is_white_space(*byte))?;
        self.position = self.position.saturating_add(skipped);
        rest.get(skipped).copied()
    }

    fn next_of_sequence(&mut self) -> Option<Frame> {
        self.skip_white_space()?;
        let frame = self.likely_request().unwrap_or_else(|| self.by_shape(Framing::Sequence));
        self.position = frame.end;
        Some(frame)
    }

    /// The line, or the lines up to one that begins with `{`, if they look like one request: the usual cases, and quick
    /// ones. Whether it is one, reading it will tell.
    fn likely_request(&mut self) -> Option<Frame> {
        let start = self.position;
        if start < self.guess_from.max(self.split_until) {
            return None;
        }
        let rest = self.block.bytes().get(start..).filter(|rest| rest.first() == Some(&b'{'))?;
        if self.line_end <= start {
            self.line_end =
                memchr(b'\n', rest).map_or(self.block.bytes().len(), |line| start.saturating_add(line));
        }
        let line = self.frame(start, self.line_end, None);
        if self.is_likely(&line) {
            return Some(Frame { is_guess: true, ..line });
        }
        let next =
            memmem::find(rest, b"\n{").map_or(self.block.bytes().len(), |next| start.saturating_add(next));
        let lines = self.frame(start, next, None);
        (next > self.line_end && self.is_likely(&lines)).then_some(Frame { is_guess: true, ..lines })
    }

    fn is_likely(&self, frame: &Frame) -> bool {
        let text = self.block.bytes().get(frame.range.clone()).unwrap_or_default();
        text.last() == Some(&b'}') && text.len() <= self.block.max
    }

    fn by_shape(&mut self, framing: Framing) -> Frame {
        let start = self.position;
        let limit = self.limit(start);
        let text = self.block.bytes().get(start..limit).unwrap_or_default();
        let mut unit = Unit::new(framing, self.block.max);
        let length = unit.scan(text).unwrap_or(text.len());
        let mut frame = self.frame(start, start.saturating_add(length), None);
        if unit.is_too_long() {
            frame.fault = Some(Fault::TooLong);
            frame.range.end = start.saturating_add(self.block.max);
        }
        frame
    }

    /// Up to where a request that begins at `start` can go.
    fn limit(&mut self, start: usize) -> usize {
        if start >= self.split_until {
            return self.block.bytes().len();
        }
        if self.piece_end <= start {
            let rest = self.block.bytes().get(start..self.split_until).unwrap_or_default();
            self.piece_end =
                line_starts(rest).next().map_or(self.split_until, |line| start.saturating_add(line));
        }
        self.piece_end
    }

    fn next_of_array(&mut self) -> Option<Frame> {
        loop {
            let byte = self.skip_white_space();
            let element = self.element.take();
            let missing = self.frame(self.position, self.position.saturating_add(1), Some(Fault::NoElement));
            match (byte, element) {
                (None, _) | (Some(b']'), None | Some(Element::First)) => return None,
                (Some(b','), None) => {
                    self.position = self.position.saturating_add(1);
                    self.element = Some(Element::AfterComma);
                }
                (Some(b','), Some(_)) | (Some(b']'), Some(Element::AfterComma)) => return Some(missing),
                (Some(_), _) => {
                    let frame = self.by_shape(Framing::Array);
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
            Shape::Fault(_) if self.position > 0 => None,
            Shape::Fault(fault) => {
                self.position = 1;
                Some(self.whole(fault))
            }
        }
    }
}

/// Where lines of `text` begin, behind the first, that are no line of a request written on several: those begin with white
/// space, a key, a closing bracket or what stands between two values.
fn line_starts(text: &[u8]) -> impl Iterator<Item = usize> {
    let goes_on = |byte: u8| is_white_space(byte) || matches!(byte, b'"' | b'}' | b']' | b',' | b':');
    let starts = memchr_iter(b'\n', text).map(|newline| newline.saturating_add(1));
    starts.filter(move |start| text.get(*start).is_some_and(|byte| !goes_on(*byte)))
}
