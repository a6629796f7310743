//! Choices that do not change what a request means: spelling, order, white space, unknown fields.

use super::exact::Exact;

/// A small deterministic generator (`SplitMix64`). It starts from one number of the test case, and zero, to which
/// proptest shrinks, always takes the first choice, so that a failure is shown in its simplest form.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        if self.0 == 0 {
            return 0;
        }
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) as usize % sides
    }

    pub(crate) fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.roll(choices.len())]
    }

    pub(crate) fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == sides - 1
    }

    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for n in 1..list.len() {
            list.swap(n, n - self.roll(n + 1));
        }
    }

    /// A JSON string, some of its characters escaped.
    pub(crate) fn quote(&mut self, text: &str) -> String {
        let some = self.one_in(6);
        let mut quoted = String::from("\"");
        for c in text.chars() {
            if c == '"' || c == '\\' || c.is_control() || (some && self.one_in(3)) {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let hex = format!("{unit:04x}");
                    quoted += "\\u";
                    quoted += &if self.one_in(2) { hex.to_uppercase() } else { hex };
                }
            } else {
                quoted.push(c);
            }
        }
        quoted + "\""
    }

    /// One of the many ways to write a value: 100, 100.00, 1e2, 1.00E+2, 0.1e3, 10000e-2, …
    pub(crate) fn spell(&mut self, value: Exact) -> String {
        let plain = value.to_string();
        let (mut sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |size| ("-", size));
        if value == Exact::ZERO && self.one_in(8) {
            sign = "-";
        }
        let exponent = [0, 0, 0, 2, 3, -2, -5, 1, 30][self.roll(9)];
        let (whole, fraction) = moved(digits, exponent);
        let fraction = fraction + &"0".repeat([0, 0, 2, 1, 5, 40][self.roll(6)]);
        let point = if fraction.is_empty() { "" } else { "." };
        let suffix = if exponent == 0 && !self.one_in(8) {
            String::new()
        } else {
            let minus = if exponent < 0 { "-" } else { self.pick(&["", "+"]) };
            format!(
                "{}{minus}{}{}",
                self.pick(&["e", "E"]),
                self.pick(&["", "", "0", "00"]),
                i32::abs(exponent)
            )
        };
        format!("{sign}{whole}{point}{fraction}{suffix}")
    }
}

/// The whole and the fractional digits of `digits` ÷ 10^`exponent`, without needless zeros.
fn moved(digits: &str, exponent: i32) -> (String, String) {
    let zeros = "0".repeat(exponent.unsigned_abs() as usize);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{zeros}{whole}{fraction}{zeros}");
    let (whole, fraction) =
        all.split_at(if exponent < 0 { zeros.len() + whole.len() + zeros.len() } else { whole.len() });
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    (whole.to_owned(), fraction.trim_end_matches('0').to_owned())
}
