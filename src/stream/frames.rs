//! A block → its requests, each as a range of the block's bytes.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memmem};

use super::unit::{Framing, Unit};
use super::{Block, Shape};

/// Bytes of a broken request whose lines are tried as requests of their own. A longer one is no line that lacks its end:
/// that would have ended where the second line behind it begins.
const MAX_SPLIT: usize = 256 * 1024;

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
    /// Up to where the text is cut before each [`next_line`](Self::next_line): it is a request that proved to be
    /// broken, and whose lines are requests of their own.
    split_until: usize,
    /// The shape decides, not the line.
    by_shape: bool,
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
        Self { block, position: 0, split_until: 0, by_shape: false, line_end: 0, element }
    }

    /// Takes back a frame that proved to be no request, if it may be several: a line that its shape cuts
    /// otherwise, or a request that lacks its end and has swallowed the lines behind it. Whether it was taken back.
    pub(crate) fn take_back(&mut self, frame: &Frame) -> bool {
        if frame.fault.is_some() || self.block.shape != Shape::Sequence {
            return false;
        }
        if frame.is_guess {
            self.by_shape = true;
            self.position = frame.range.start;
            return true;
        }
        let is_piece = frame.end <= self.split_until;
        let is_short = frame.range.len() <= MAX_SPLIT;
        let has_more = || self.next_line(frame.range.start, frame.end).is_some();
        if !is_piece && is_short && has_more() {
            self.split_until = frame.end;
            self.position = frame.range.start;
            return true;
        }
        false
    }

    /// Where in `start..end` the next line begins that is no line of a request written on several: those begin with
    /// white space, a key, a closing bracket or what stands between two values.
    fn next_line(&self, start: usize, end: usize) -> Option<usize> {
        let text = self.block.bytes().get(start..end)?;
        let goes_on =
            |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'"' | b'}' | b']' | b',' | b':');
        let mut begins = memchr_iter(b'\n', text).map(|newline| newline.saturating_add(1));
        let line = begins.find(|line| text.get(*line).is_some_and(|byte| !goes_on(byte)))?;
        Some(start.saturating_add(line))
    }

    fn whole(&self, fault: Fault) -> Frame {
        self.frame(0, self.block.bytes().len(), Some(fault))
    }

    /// The frame of `start..end` without the white space at its end.
    fn frame(&self, start: usize, end: usize, fault: Option<Fault>) -> Frame {
        let bytes = self.block.bytes().get(start..end).unwrap_or_default();
        let length = bytes.trim_ascii_end().len();
        Frame { range: start..start.saturating_add(length), fault, is_guess: false, end }
    }

    /// Moves to the next character that is no white space, and returns it.
    fn skip_white_space(&mut self) -> Option<u8> {
        let rest = self.block.bytes().get(self.position..)?;
        let skipped = rest.iter().position(|byte| !byte.is_ascii_whitespace())?;
        self.position = self.position.saturating_add(skipped);
        rest.get(skipped).copied()
    }

    fn next_of_sequence(&mut self) -> Option<Frame> {
        self.skip_white_space()?;
        let frame = self.likely_request().unwrap_or_else(|| self.by_shape(Framing::Sequence));
        self.by_shape = false;
        self.position = frame.end;
        Some(frame)
    }

    /// The line, or the lines up to one that begins with `{`, if they look like one request: the usual cases, and quick
    /// ones. Whether it is one, reading it will tell.
    fn likely_request(&mut self) -> Option<Frame> {
        let start = self.position;
        if self.by_shape || start < self.split_until {
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
        let limit = if start < self.split_until {
            self.next_line(start, self.split_until).unwrap_or(self.split_until)
        } else {
            self.block.bytes().len()
        };
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
            Shape::Fault(_) if self.position > 0 => None,
            Shape::Fault(fault) => {
                self.position = 1;
                Some(self.whole(fault))
            }
        }
    }
}
