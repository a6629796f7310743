//! Strings and numbers of JSON, sixteen bytes at a time. Each scan returns `None` for what is unusual, JSON or not.

use simdutf8::basic::from_utf8;
use wide::u8x16;

use crate::json::{escape_length, string_ends};

/// The bytes of a chunk.
pub(super) const SIZE: usize = 16;

/// The first sixteen bytes of a text, and the text after them. After the text's end, they are zeros, which are neither JSON nor
/// white space.
#[inline]
pub(super) fn chunk(text: &[u8]) -> ([u8; SIZE], &[u8]) {
    match text.split_first_chunk() {
        Some((chunk, rest)) => (*chunk, rest),
        None => last_chunk(text),
    }
}

#[cold]
fn last_chunk(text: &[u8]) -> ([u8; SIZE], &[u8]) {
    let mut chunk = [0; SIZE];
    chunk.iter_mut().zip(text).for_each(|(to, from)| *to = *from);
    (chunk, &[])
}

/// What a string must not have, as bits.
pub(super) const ESCAPES: u8 = 1;
/// The first characters of placeholders, but `%`.
pub(super) const PLACEHOLDERS: u8 = 2;
pub(super) const PERCENT: u8 = 4;
pub(super) const SPACES: u8 = 8;

/// The bytes that end a string, or that it must not have.
#[inline]
fn special<const REFUSED: u8>(bytes: u8x16) -> u32 {
    let mut found = string_ends(bytes);
    if REFUSED & PLACEHOLDERS != 0 {
        found |= equal(bytes, b'{') | equal(bytes, b'<') | equal(bytes, b'$');
    }
    if REFUSED & PERCENT != 0 {
        found |= equal(bytes, b'%');
    }
    if REFUSED & SPACES != 0 {
        found |= equal(bytes, b' ');
    }
    found.to_bitmask()
}

#[inline]
fn equal(bytes: u8x16, byte: u8) -> u8x16 {
    bytes.simd_eq(u8x16::splat(byte))
}

#[inline]
fn at_most(bytes: u8x16, most: u8) -> u8x16 {
    bytes.min(u8x16::splat(most)).simd_eq(bytes)
}

/// Reads a string from after its opening quote; returns the text from its closing quote on.
#[allow(clippy::inline_always, reason = "measured")]
#[inline(always)]
pub(super) fn string<const REFUSED: u8>(text: &[u8]) -> Option<&[u8]> {
    let (mut rest, mut utf8) = (text, Utf8::default());
    loop {
        let (bytes, next) = chunk(rest);
        let bytes = u8x16::new(bytes);
        let special = special::<REFUSED>(bytes);
        // The bits up to the first special byte; all, if there is none.
        utf8.check(bytes, special ^ special.wrapping_sub(1));
        if special == 0 {
            rest = next;
            continue;
        }
        rest = rest.get(special.trailing_zeros() as usize..)?;
        match rest.first()? {
            b'"' if !utf8.is_doubtful || from_utf8(text.get(..text.len() - rest.len())?).is_ok() => {
                return Some(rest);
            }
            b'\\' if REFUSED & ESCAPES == 0 => rest = rest.get(escape_length(rest)?..)?,
            _ => return None,
        }
    }
}

/// Checks that a text is UTF-8, if all of its characters have one or two bytes, as those of Turkish have.
#[derive(Default)]
struct Utf8 {
    /// 1 if the next byte must be the second one of a character.
    pending: u32,
    /// Whether it has other characters, or is not UTF-8.
    is_doubtful: bool,
}

impl Utf8 {
    /// Checks the bytes whose bits are set.
    #[inline]
    fn check(&mut self, bytes: u8x16, bits: u32) {
        let high = bytes.to_bitmask() & bits;
        if high | self.pending == 0 {
            return;
        }
        let first = bytes.max(u8x16::splat(0xC2)).simd_eq(bytes) & at_most(bytes, 0xDF);
        let first = first.to_bitmask() & high;
        let second = !bytes.max(u8x16::splat(0xC0)).simd_eq(bytes).to_bitmask() & high;
        let expected = first.wrapping_shl(1) | self.pending;
        self.is_doubtful |= second != expected & 0xFFFF || high != first | second;
        self.pending = expected.wrapping_shr(16);
    }
}

/// A number: `mantissa` × 10^−`decimals`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Below 10^15.
    pub(super) mantissa: u64,
    pub(super) decimals: usize,
}

/// Reads a number of at most fifteen characters, without sign and exponent. Returns the text after it, where an exponent or
/// what is not JSON may be.
#[allow(clippy::inline_always, reason = "measured")]
#[inline(always)]
pub(super) fn number(text: &[u8]) -> Option<(Number, &[u8])> {
    let (chunk, _) = chunk(text);
    let others = !at_most(u8x16::new(chunk) ^ u8x16::splat(b'0'), 9).to_bitmask();
    let point = others.trailing_zeros() as usize;
    let (end, decimals) = if chunk.get(point)? == &b'.' {
        let end = (others & others.wrapping_sub(1)).trailing_zeros() as usize;
        (end, end.wrapping_sub(point).wrapping_sub(1))
    } else {
        (point, 0)
    };
    let has_leading_zero = chunk.first() == Some(&b'0') && point > 1;
    if point == 0 || has_leading_zero || (decimals == 0 && end > point) {
        return None;
    }
    let mantissa = match chunk.first_chunk() {
        Some(digits) if end <= 8 => short_mantissa(*digits, point, end),
        _ => long_mantissa(chunk.get(..end).filter(|digits| digits.len() < SIZE)?),
    };
    Some((Number { mantissa, decimals }, text.get(end..)?))
}

/// The digits of the first `end` of eight characters, of which the one at `point` is a point, if it is before the end.
#[inline]
fn short_mantissa(chars: [u8; 8], point: usize, end: usize) -> u64 {
    let chars = u64::from_le_bytes(chars) & u64::from_le_bytes([0xF; 8]);
    // The characters after the point move to it, and the last digit becomes the last byte. Before the first one are zeros.
    let (digits, unused) = if point < end {
        let after = u64::MAX << (8 * point);
        ((chars & !after) | (chars >> 8 & after), 9 - end)
    } else {
        (chars, 8 - end)
    };
    // Each two digits are joined, then the four numbers of two digits, by two products that need not wait for each other.
    let digits = digits << (8 * unused);
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    let even = (pairs & 0x0000_00FF_0000_00FF).wrapping_mul(100 + (1_000_000 << 32));
    let odd = (pairs >> 16 & 0x0000_00FF_0000_00FF).wrapping_mul(1 + (10_000 << 32));
    even.wrapping_add(odd) >> 32
}

/// The digits of at most fifteen characters.
#[inline(never)]
fn long_mantissa(chars: &[u8]) -> u64 {
    let digits = chars.iter().filter(|digit| digit.is_ascii_digit());
    digits.fold(0, |mantissa, digit| mantissa * 10 + u64::from(digit & 0xF))
}
