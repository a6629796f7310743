//! Causes and doubts, in English. What may be a coincidence is worded as one.

use crate::request::{Item, Money, Number, Path, totals::Declared};
use crate::rules::{
    Applicability, Cause, CauseKind, Claim, Diagnosis, DiscountsWay, Doubt, Finding, Formula, Rounding, Terms,
};
use crate::text::excerpt;

/// Alternatives that are named; of more, the text says how many.
const NAMED: usize = 3;

/// Why a total differs from its sum, and how to correct it.
pub(crate) fn diagnosis(diagnosis: &Diagnosis, finding: &Finding) -> String {
    match diagnosis {
        Diagnosis::Alone { has_three_others, cause } => {
            let others = if *has_three_others { "other three totals" } else { "other totals" };
            alone(&format!("the {others} agree with the basket"), cause.as_ref(), finding)
        }
        Diagnosis::Caused { cause, alternative } => {
            let alternative = alternative.as_ref().map(|other| format!("; or {}", explain(other)));
            format!("{}{}", explain(cause), alternative.unwrap_or_default())
        }
        Diagnosis::SameAs(total) => format!("the cause is the same as for `{}`", total.path()),
    }
}

/// The help for a single wrong total.
fn alone(others: &str, cause: Option<&Cause>, finding: &Finding) -> String {
    let cause = cause.map(|cause| format!("; {}", explain(cause))).unwrap_or_default();
    match (finding.fix.as_ref().map(|fix| &fix.applicability), &finding.claim) {
        (Some(Applicability::Unsafe(reason)), _) => {
            let reason = doubt(reason);
            let cause = if cause.contains(&reason) { "" } else { &*cause };
            format!("{others}, but {reason}{cause}")
        }
        (_, Claim::TotalDiffers { total, sum, .. }) => {
            format!("set `{}` to {sum}: {others}{cause}", total.path())
        }
        _ => format!("{others}{cause}"),
    }
}

/// A cause, as a clause.
fn explain(cause: &Cause) -> String {
    let totals = names(&cause.totals);
    match &cause.kind {
        CauseKind::BinaryFloats { declared, formula } => {
            let (declared, formula) = (declared.written(), show(formula));
            format!(
                "{declared} is the result of {formula} in binary floating point: add up in a decimal type"
            )
        }
        CauseKind::ItemPrice { items, price, product } => item_price(items, price, product),
        CauseKind::NegativeDiscounts { count, first, written, amount } => {
            let what = match count {
                1 => format!("`{first}.amount` were {amount} instead of {}", written.written()),
                _ => format!("the {count} negative discounts were positive"),
            };
            format!("{totals} would be right if {what}: a discount is subtracted as it is")
        }
        CauseKind::PriceOfOnePiece { has_unit_price, sum } => {
            let factor = if *has_unit_price { Item::unit_price } else { Item::price };
            let formula = format!("`{factor}` × `quantity`");
            format!(
                "{totals} would be right if each `price` were the price of one piece: {formula} adds up to {sum}"
            )
        }
        CauseKind::Rounding { ways, is_product, exact, declared } => {
            let (ways, declared) = (rounding(ways, *is_product), declared.written());
            format!("it looks as if {ways}: {exact} becomes {declared}")
        }
        CauseKind::MinorUnits { declared, sum, exponent } => {
            let what = if *exponent > 0 {
                "the total was declared in minor units"
            } else {
                "an amount was read as minor units"
            };
            power_of_ten(what, declared, *sum, *exponent)
        }
        CauseKind::Discounts { way, start, discounts, end } => {
            let (what, sign) = discounts_way(*way);
            format!(
                "it looks as if the discounts of {discounts} were {what}: {start} {sign} {discounts} = {end}"
            )
        }
        CauseKind::LeftOutOrTwice { elements, amount, is_twice } => {
            let elements = either(elements.iter().map(|element| format!("`{element}`")));
            format!("it looks as if {elements} ({amount}) was {} {totals}", left_out_or_twice(*is_twice))
        }
        CauseKind::AllDiscounts { count, amount, is_twice } => {
            let what = left_out_or_twice(*is_twice);
            format!("it looks as if all {count} discounts ({amount}) were {what} {totals}")
        }
        CauseKind::SwappedDigits(declared, sum) => {
            format!("it looks as if two digits were swapped: {declared} instead of {sum}")
        }
        CauseKind::ShiftedPoint { declared, sum, exponent } => {
            power_of_ten("the decimal point is at the wrong place", declared, *sum, *exponent)
        }
        CauseKind::WrongDigit(declared, sum) => {
            format!("it looks as if one digit is wrong: {declared} instead of {sum}")
        }
    }
}

fn item_price(
    items: &[Path],
    price: &Number,
    (unit_price, quantity, product): &(Number, Number, Money),
) -> String {
    let [price, unit_price, quantity] = [price, unit_price, quantity].map(Number::written);
    let product = match items {
        [_] => format!("{unit_price} × {quantity} = {product} instead of {price}"),
        _ => "its `unit_price` × `quantity`".to_owned(),
    };
    let items = either(items.iter().map(|item| format!("`{item}`")));
    format!("the totals would be right if {items} were {product}")
}

fn discounts_way(way: DiscountsWay) -> (&'static str, char) {
    match way {
        DiscountsWay::NotSubtracted => ("not subtracted", '+'),
        DiscountsWay::SubtractedTwice => ("subtracted twice", '−'),
        DiscountsWay::Added => ("added", '+'),
        DiscountsWay::SubtractedFromProducts => ("subtracted from it", '−'),
    }
}

/// Why a total may not be what is wrong, as a clause.
pub(crate) fn doubt(doubt: &Doubt) -> String {
    match doubt {
        Doubt::OtherTotal(total) => {
            format!("`{}` differs from the basket as well, so the basket may be what is wrong", total.path())
        }
        Doubt::OtherTotalsUnreadable => {
            "not all of the other totals can be read, so they do not confirm the basket".to_owned()
        }
        Doubt::PriceOfOnePiece(cause) => explain(cause),
        Doubt::ItemPrice(path) => format!("`{path}` is not confirmed by `unit_price` × `quantity`"),
        Doubt::Negative(path) => format!("`{path}` is below 0"),
        Doubt::DuplicateKey(name) => format!("`{name}` is there more than once"),
        Doubt::Misspelt(key) => format!("`{}` seems to be misspelt", excerpt(key, 40)),
        Doubt::TooManyDecimals(sum) => format!("the sum of {sum} has more decimals than the currency"),
        Doubt::ZeroSum => "the sum is 0, and there would be nothing to pay".to_owned(),
    }
}

fn left_out_or_twice(is_twice: bool) -> &'static str {
    if is_twice { "counted twice in" } else { "left out of" }
}

/// "each line was rounded half up or only the sum was rounded"
fn rounding(ways: &[Rounding], is_product: bool) -> String {
    let what = |is_each_line| match (is_each_line, is_product) {
        (true, false) => "each line",
        (true, true) => "each `unit_price` × `quantity`",
        (false, false) => "only the sum",
        (false, true) => "only the sum of `unit_price` × `quantity`",
    };
    let how = |is_each_line| {
        let mut ways = ways.iter().filter(|way| way.is_each_line == is_each_line);
        let how = match (ways.next()?, ways.next()) {
            (_, Some(_)) => "rounded",
            (Rounding { is_half_even: true, .. }, None) => "rounded half even",
            (Rounding { is_half_even: false, .. }, None) => "rounded half up",
        };
        Some(format!("{} was {how}", what(is_each_line)))
    };
    [true, false].into_iter().filter_map(how).collect::<Vec<_>>().join(" or ")
}

/// "0.1 + 0.2"
fn show(formula: &Formula) -> String {
    let plus = terms(&formula.plus, " + ");
    match formula.minus.count {
        0 => plus,
        2.. if formula.is_grouped => format!("{plus} − ({})", terms(&formula.minus, " + ")),
        _ => format!("{plus} − {}", terms(&formula.minus, " − ")),
    }
}

fn terms(terms: &Terms, sign: &str) -> String {
    let written = terms.written.join(sign);
    if terms.count > terms.written.len() {
        format!("{written}{sign}… ({} terms)", terms.count)
    } else {
        written
    }
}

/// "it looks as if …: 12000 = 120.00 × 100"
fn power_of_ten(what: &str, declared: &Number, sum: Money, exponent: i64) -> String {
    let zeros = "0".repeat(usize::try_from(exponent.unsigned_abs()).unwrap_or_default());
    let sign = if exponent > 0 { '×' } else { '/' };
    format!("it looks as if {what}: {} = {sum} {sign} 1{zeros}", declared.written())
}

/// "`amount` and `basket.total_amount`"; three totals are all that one cause can explain: "the three totals"
fn names(totals: &[Declared]) -> String {
    if totals.len() == 3 {
        return "the three totals".to_owned();
    }
    let names: Vec<_> = totals.iter().map(|total| format!("`{}`", total.path())).collect();
    list(&names, "and")
}

/// "a, b or c"
fn either(alternatives: impl Iterator<Item = String>) -> String {
    let mut names: Vec<_> = alternatives.collect();
    let more = names.len().saturating_sub(NAMED);
    if more > 1 {
        names.truncate(NAMED);
        names.push(format!("{more} others"));
    }
    list(&names, "or")
}

fn list(names: &[String], word: &str) -> String {
    match names {
        [before @ .., last] if !before.is_empty() => format!("{} {word} {last}", before.join(", ")),
        _ => names.concat(),
    }
}
