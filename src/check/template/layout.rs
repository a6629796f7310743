//! The layout of one kind of object: its members as they were written, and which sets of keys are complete.

use std::cell::Cell;

use wide::u8x16;

use super::scan::{SIZE, chunk};

/// What varies in a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hole {
    /// Nothing: its text ends with its value, such as `null` or `true`.
    Nothing,
    /// Nothing: a currency with this many decimals.
    Currency(u8),
    /// A string without a meaning.
    Text,
    /// The string of a parameter, which must not be a placeholder.
    Parameter,
    /// The same; it must not be blank either.
    Required,
    /// The same, and it is the order's ID.
    OrderId,
    /// A URL, from after the slash after its host.
    UrlPath,
    /// A number that is an ID.
    Id,
    /// Any value without a meaning.
    Other,
    /// The request's `amount`.
    Amount,
    /// The totals of the basket.
    TotalProductAmount,
    TotalAmount,
    TotalDiscountAmount,
    /// The numbers of an item.
    Price,
    UnitPrice,
    Quantity,
    /// The amount of a discount.
    Discount,
    /// The object.
    Basket,
    /// An array, from after its bracket.
    Items,
    Discounts,
    /// Nothing: the object ends.
    End,
}

/// The layout of one kind of object.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The members, and the objects' ends.
    members: Vec<Member>,
    /// The index of the member with which the last object began.
    first: Cell<usize>,
    /// The names of the keys, of which the first one has the lowest bit.
    keys: Vec<Box<str>>,
    /// The keys on which the rules about keys depend: fields that may be missing, and keys that may be misspelt fields.
    fields: u64,
    doubtful: u64,
    /// These keys of objects that are complete.
    complete: Vec<u64>,
}

/// A member of an object, or the object's end.
#[derive(Debug)]
pub(super) struct Member {
    text: Constant,
    /// What varies after the text.
    pub(super) hole: Hole,
    /// The bit of its key; 0 at the end.
    pub(super) key: u64,
    /// The same; 0 for a field that is `null`, which is the same as missing.
    pub(super) present: u64,
    /// The index of the member that followed last; none, if it is too large.
    next: Cell<usize>,
    /// Whether it is the first member of its object.
    is_first: bool,
    /// What may vary in the value, and the length of the text before it. A value that was always the same is a part of
    /// the text.
    may_vary: Hole,
    before_hole: usize,
}

/// What a key means for the rules about keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyRole {
    /// A field; where it is missing, there may be a finding.
    Field,
    /// An unknown key that is a misspelt field if that is missing.
    Doubtful,
    /// An unknown key that is never misspelt.
    Harmless,
}

/// The most members of a layout, and the most sets of keys.
const MAX: usize = 64;

impl Layout {
    /// The member with which a text begins, after the previous one, if there is one, and the text in its hole.
    #[allow(clippy::inline_always, reason = "measured")]
    #[inline(always)]
    pub(super) fn next<'t>(&self, previous: Option<&Member>, text: &'t [u8]) -> Option<(&Member, &'t [u8])> {
        let next = self.next_index(previous);
        if let Some(predicted) = self.members.get(next.get())
            && let Some(rest) = predicted.text.strip(text)
        {
            return Some((predicted, rest));
        }
        self.predict(previous, 0, text)
    }

    /// The same, if it is not the predicted one, and its text is at least so long. From now on, it is the predicted one. Only
    /// a member that may be there is predicted: one with a comma, or one with the object's bracket.
    #[inline(never)]
    pub(super) fn predict<'t>(
        &self,
        previous: Option<&Member>,
        least: usize,
        text: &'t [u8],
    ) -> Option<(&Member, &'t [u8])> {
        let may_be = |member: &Member| member.is_first == previous.is_none() && member.length() >= least;
        let mut members = self.members.iter().enumerate().filter(|(_, member)| may_be(member));
        let found = |(index, member): (usize, &'_ Member)| Some((index, member.text.strip(text)?));
        let (index, rest) = members.find_map(found)?;
        self.next_index(previous).set(index);
        Some((self.members.get(index)?, rest))
    }

    #[inline]
    fn next_index<'m>(&'m self, previous: Option<&'m Member>) -> &'m Cell<usize> {
        previous.map_or(&self.first, |previous| &previous.next)
    }

    /// Whether an object with these keys is complete: it has at least the fields of one that was clean, and at most its
    /// doubtful keys.
    #[inline]
    pub(super) fn is_complete(&self, present: u64) -> bool {
        let (fields, doubtful) = (self.fields, present & self.doubtful);
        self.complete.iter().any(|clean| clean & fields & !present == 0 && doubtful & !clean == 0)
    }

    /// The bit of a key; `None` if there are too many.
    pub(super) fn bit(&mut self, name: &str, role: KeyRole) -> Option<u64> {
        let found = self.keys.iter().position(|key| **key == *name);
        let bit = 1_u64.checked_shl(u32::try_from(found.unwrap_or(self.keys.len())).ok()?)?;
        match role {
            KeyRole::Field => self.fields |= bit,
            KeyRole::Doubtful => self.doubtful |= bit,
            KeyRole::Harmless => {}
        }
        if found.is_none() {
            self.keys.push(name.into());
        }
        Some(bit)
    }

    /// Adds a member. Returns whether anything is new; `None` if there are too many.
    pub(super) fn add(&mut self, new: Member) -> Option<bool> {
        if let Some(member) = self.members.iter_mut().find(|member| member.is_like(&new)) {
            let is_known = member.length() == member.before_hole || member.text.text == new.text.text;
            if !is_known {
                member.open();
            }
            return Some(!is_known);
        }
        self.members.push(new);
        (self.members.len() <= MAX).then_some(true)
    }

    /// Adds the keys of a complete object; returns whether they are new. `None` if there are too many.
    pub(super) fn add_complete(&mut self, present: u64) -> Option<bool> {
        let is_new = !self.is_complete(present);
        if is_new {
            self.complete.push(present);
        }
        (self.complete.len() <= MAX).then_some(is_new)
    }
}

impl Member {
    /// The member with this text up to the end of its value; of an object or an array, up to its beginning. `before_hole` is
    /// the length of the text before what may vary. The object's end has no key.
    pub(super) fn new(text: &str, before_hole: usize, may_vary: Hole, is_first: bool) -> Self {
        let (text, next) = (Constant::new(text), Cell::new(usize::MAX));
        let (hole, key, present) = (Hole::Nothing, 0, 0);
        let mut member = Self { text, hole, key, present, next, is_first, may_vary, before_hole };
        if !may_vary.may_be_constant() {
            member.open();
        }
        member
    }

    /// Lets the value vary.
    fn open(&mut self) {
        self.text = Constant::new(self.text.text.get(..self.before_hole).unwrap_or_default());
        self.hole = self.may_vary;
    }

    /// The length of its text.
    pub(super) fn length(&self) -> usize {
        self.text.text.len()
    }

    /// Whether it is the same member, but for what is in the hole.
    fn is_like(&self, other: &Self) -> bool {
        (self.may_vary, self.is_first) == (other.may_vary, other.is_first)
            && self.text.text.get(..self.before_hole) == other.text.text.get(..other.before_hole)
    }
}

impl Hole {
    /// Whether a value that was always the same is compared, which is faster than to scan it.
    fn may_be_constant(self) -> bool {
        matches!(self, Self::Text | Self::Parameter | Self::Required | Self::UrlPath)
    }
}

/// A text that is compared sixteen bytes at a time.
#[derive(Debug)]
struct Constant {
    text: Box<str>,
    first: Part,
    rest: Box<[Part]>,
}

/// Sixteen bytes of a text, or fewer.
#[derive(Clone, Copy, Debug, Default)]
struct Part {
    bytes: u8x16,
    /// The bits of the bytes that are not in the text.
    unused: u32,
}

impl Constant {
    fn new(text: &str) -> Self {
        let part = |text: &[u8]| {
            let unused = u32::try_from(text.len()).ok().and_then(|used| u32::MAX.checked_shl(used));
            Part { bytes: u8x16::new(chunk(text).0), unused: unused.unwrap_or_default() }
        };
        let (first, rest) = text.as_bytes().split_at(text.len().min(SIZE));
        Self { text: text.into(), first: part(first), rest: rest.chunks(SIZE).map(part).collect() }
    }

    /// The rest of a text that begins with this one.
    #[inline]
    fn strip<'t>(&self, text: &'t [u8]) -> Option<&'t [u8]> {
        let mut rest = self.first.compare(text)?;
        for part in &self.rest {
            rest = part.compare(rest)?;
        }
        text.get(self.text.len()..)
    }
}

impl Part {
    /// The text after the first chunk, if that begins with this part.
    #[inline]
    fn compare(self, text: &[u8]) -> Option<&[u8]> {
        let (bytes, rest) = chunk(text);
        let same = u8x16::new(bytes).simd_eq(self.bytes).to_bitmask();
        (same | self.unused == u32::MAX).then_some(rest)
    }
}
