//! The fast path: a template that answers only "this request is clean, and this is its order ID".
//!
//! Programs write the requests of a stream in one way. From each request that the strict reader and all rules found clean,
//! the template learns the layout of its objects: for each member, the constant text up to the part of its value that varies
//! (its hole). In
//!
//! ```json
//! {"amount":12.50,"currency":"TRY","order_id":"A1","basket":{…}}
//! ```
//!
//! the members are `{"amount":` with an amount, `,"currency":"TRY"` with nothing that varies, `,"order_id":"` with an ID,
//! `,"basket":` with a basket, and `}`, the object's end. The next request is compared with these texts sixteen bytes at a
//! time, and what is in the holes is scanned in the same way. Each member predicts which one follows; any other one that is
//! known may follow as well, so that optional fields and other orders need nothing special. A string that was always the
//! same is a part of the text, until another value is learned.
//!
//! The template says nothing (`None`) where anything is unusual: an unknown text, a number that is negative or has an
//! exponent or many digits, an escape in an ID, a placeholder. Then the strict reader and the rules decide. What is found
//! clean is certainly clean:
//!
//! - *JSON*: the texts come from valid JSON, each continues where a value ends, and every value in a hole is scanned
//!   strictly, UTF-8 included.
//! - *Keys*: the rules about keys look at the keys of one object. No key is twice in it; it has at least the fields that an
//!   object of its kind had that was clean, and no unknown key that could be a misspelt field, unless that object had it.
//! - *Values*: each hole admits only what the rules admit in this field in any request.
//! - *Sums*: they are exact, in units of 10^−4 of the currency, and none of them overflows.

mod backoff;
mod layout;
mod learn;
mod scan;
mod values;

use std::ops::Range;

use memchr::memchr;
use serde::de::IgnoredAny;
use serde_json::Deserializer;
use simdutf8::basic::from_utf8;

use super::options::Options;
use crate::input::Shape;
use crate::json::{Cursor, is_white_space};
use crate::request::Place;
use backoff::Backoff;
use layout::{Hole, Layout};
use learn::Learner;
use scan::{ESCAPES, PERCENT, PLACEHOLDERS, SPACES};
use values::Values;

/// The templates of one thread.
#[derive(Debug)]
pub(super) struct Templates {
    /// For requests on one line each.
    lines: Template,
    others: Template,
}

impl Templates {
    pub(super) fn new(options: &Options) -> Self {
        Self { lines: Template::new(options), others: Template::new(options) }
    }

    /// The template for requests that follow each other like this.
    pub(super) fn of(&mut self, shape: Shape) -> &mut Template {
        if shape == Shape::Lines { &mut self.lines } else { &mut self.others }
    }
}

/// How clean requests of a stream are written.
#[derive(Debug)]
pub struct Template {
    /// The layouts of request, basket, item and discount.
    layouts: [Layout; 4],
    /// Whether each request that was learned is on one line. Then no other one is found.
    is_line: bool,
    /// Whether the session's owner is compared with what is known of users.
    knows_users: bool,
    /// Where nothing repeats, few requests are compared, and few are learned.
    comparisons: Backoff,
    lessons: Backoff,
}

/// A clean request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clean {
    /// The offset after it.
    pub end: usize,
    /// Whether it is certainly on one line.
    pub is_line: bool,
    /// The characters of its order ID, which has no escapes.
    pub order_id: Range<usize>,
}

impl Template {
    /// A template that knows nothing yet.
    pub fn new(options: &Options) -> Self {
        let knows_users = options.facts.token_user.is_some() || options.facts.known_users.is_some();
        let (comparisons, lessons) = (Backoff::default(), Backoff::default());
        Self { layouts: Default::default(), is_line: true, knows_users, comparisons, lessons }
    }

    /// The request at an offset, if it is certainly clean. Pauses where few requests are found.
    pub fn find(&mut self, text: &[u8], start: usize) -> Option<Clean> {
        if !self.comparisons.is_due() {
            return None;
        }
        let found = self.read(text, start);
        if found.is_some() {
            self.comparisons = Backoff::default();
            self.lessons.shorten();
        } else {
            self.comparisons.lengthen();
        }
        found
    }

    /// The same, also in a pause.
    pub fn read(&mut self, text: &[u8], start: usize) -> Option<Clean> {
        let (reader, mut values) =
            (Reader { layouts: &self.layouts, is_line: self.is_line }, Values::default());
        let rest = reader.object::<REQUEST>(text.get(start..)?, &mut values)?;
        let offset = |rest: &[u8]| text.len() - rest.len();
        let (from, to) = values.order_id?;
        values.agree().then_some(Clean {
            end: offset(rest),
            is_line: self.is_line,
            order_id: offset(from)..offset(to),
        })
    }

    /// Learns from a clean request that was not found.
    pub fn learn(&mut self, text: &str) {
        if !self.lessons.is_due() {
            return;
        }
        self.lessons.lengthen();
        self.is_line &= !text.contains('\n');
        let (layouts, cursor) = (&mut self.layouts, Cursor::new(text));
        let mut learner = Learner { layouts, cursor, knows_users: self.knows_users, is_new: false };
        if learner.object(Place::Request).is_none() {
            self.layouts = Default::default();
        } else if learner.is_new {
            self.comparisons.end_pause();
        }
    }
}

/// Reads a request by its layouts. Each function returns the text after what it reads.
struct Reader<'r> {
    layouts: &'r [Layout; 4],
    is_line: bool,
}

const REQUEST: usize = Place::Request.object_index();
const BASKET: usize = Place::Basket.object_index();
const ITEM: usize = Place::Item(0).object_index();
const DISCOUNT: usize = Place::Discount(0).object_index();

/// What the strings of parameters must not have.
const PARAMETER: u8 = PLACEHOLDERS | PERCENT;
/// What must not be after the host of a URL.
const URL_PATH: u8 = PLACEHOLDERS | SPACES | ESCAPES;

impl Reader<'_> {
    /// Reads an object of this kind: each has its own code, whose branches the processor predicts better.
    fn object<'t, const KIND: usize>(&self, text: &'t [u8], values: &mut Values<'t>) -> Option<&'t [u8]> {
        let layout = self.layouts.get(KIND)?;
        let (mut rest, mut keys, mut present, mut previous) = (text, 0, 0, None);
        loop {
            let (mut member, mut hole) = layout.next(previous, rest)?;
            rest = loop {
                let end = match member.hole {
                    Hole::Nothing => Some(hole),
                    Hole::End => return layout.is_complete(present).then_some(hole),
                    Hole::Basket if KIND == REQUEST => Some(self.object::<BASKET>(hole, values)?),
                    Hole::Items if KIND == BASKET => Some(self.array::<ITEM>(hole, values)?),
                    Hole::Discounts if KIND == BASKET => Some(self.array::<DISCOUNT>(hole, values)?),
                    scalar => self.scalar::<KIND>(scalar, hole, values),
                };
                let Some(end) = end else {
                    // The text may be the beginning of another one, with more white space, or with `null`.
                    (member, hole) = layout.predict(previous, member.length() + 1, rest)?;
                    continue;
                };
                break end;
            };
            if keys & member.key != 0 {
                return None;
            }
            (keys, present) = (keys | member.key, present | member.present);
            previous = Some(member);
        }
    }

    /// Reads a string or a number.
    #[allow(clippy::inline_always, reason = "so that each kind of object has its own code")]
    #[inline(always)]
    fn scalar<'t, const KIND: usize>(
        &self,
        hole: Hole,
        text: &'t [u8],
        values: &mut Values<'t>,
    ) -> Option<&'t [u8]> {
        match hole {
            Hole::Text => string::<0>(text),
            Hole::Parameter if KIND == REQUEST => string::<PARAMETER>(text),
            Hole::Required if KIND == REQUEST => string::<PARAMETER>(not_blank(text)?),
            Hole::UrlPath if KIND == REQUEST => string::<URL_PATH>(text),
            Hole::OrderId if KIND == REQUEST => {
                let end = scan::string::<{ PARAMETER | ESCAPES }>(not_blank(text)?)?;
                values.order_id = Some((text, end));
                end.get(1..)
            }
            Hole::Currency(decimals) => {
                values.currency_decimals = Some(decimals);
                Some(text)
            }
            Hole::Id => number(text),
            Hole::Other => self.other(text),
            Hole::Amount if KIND == REQUEST => amount(text, &mut values.amount),
            Hole::TotalProductAmount if KIND == BASKET => amount(text, &mut values.total_product_amount),
            Hole::TotalAmount if KIND == BASKET => amount(text, &mut values.total_amount),
            Hole::TotalDiscountAmount if KIND == BASKET => amount(text, &mut values.total_discount_amount),
            Hole::Price if KIND == ITEM => amount(text, &mut values.price),
            Hole::UnitPrice if KIND == ITEM => amount(text, &mut values.unit_price),
            Hole::Quantity if KIND == ITEM => amount(text, &mut values.quantity),
            Hole::Discount if KIND == DISCOUNT => amount(text, &mut values.discount),
            _ => None,
        }
    }

    /// Reads a value of any kind.
    #[inline(never)]
    fn other<'t>(&self, text: &'t [u8]) -> Option<&'t [u8]> {
        if let Some(rest) = number(text) {
            return Some(rest);
        }
        let mut values = Deserializer::from_slice(text).into_iter::<IgnoredAny>();
        values.next()?.ok()?;
        let (value, rest) = text.split_at_checked(values.byte_offset())?;
        let has_lines = self.is_line && memchr(b'\n', value).is_some();
        (!has_lines && from_utf8(value).is_ok()).then_some(rest)
    }

    /// Reads an array of objects from after its bracket.
    fn array<'t, const KIND: usize>(&self, text: &'t [u8], values: &mut Values<'t>) -> Option<&'t [u8]> {
        let mut rest = self.skip_white_space(text);
        if let [b']', after @ ..] = rest {
            return Some(after);
        }
        loop {
            rest = self.object::<KIND>(rest, values)?;
            values.end_element()?;
            match self.skip_white_space(rest) {
                [b',', after @ ..] => rest = self.skip_white_space(after),
                [b']', after @ ..] => return Some(after),
                _ => return None,
            }
        }
    }

    #[inline]
    fn skip_white_space<'t>(&self, mut text: &'t [u8]) -> &'t [u8] {
        while let [byte, rest @ ..] = text
            && is_white_space(*byte)
            && !(self.is_line && *byte == b'\n')
        {
            text = rest;
        }
        text
    }
}

/// Reads a string from after its opening quote.
#[allow(clippy::inline_always, reason = "measured")]
#[inline(always)]
fn string<const REFUSED: u8>(text: &[u8]) -> Option<&[u8]> {
    scan::string::<REFUSED>(text)?.get(1..)
}

/// The text, if it is certain that the string in it is neither empty nor blank.
fn not_blank(text: &[u8]) -> Option<&[u8]> {
    let first = text.first()?;
    (!matches!(first, b'"' | b' ' | b'\\') && first.is_ascii()).then_some(text)
}

#[allow(clippy::inline_always, reason = "measured")]
#[inline(always)]
fn amount<'t>(text: &'t [u8], amount: &mut Option<scan::Number>) -> Option<&'t [u8]> {
    let (number, rest) = scan::number(text)?;
    *amount = Some(number);
    Some(rest)
}

/// Reads a number without a meaning.
#[inline(never)]
fn number(text: &[u8]) -> Option<&[u8]> {
    scan::number(text).map(|(_, rest)| rest)
}
