//! Causes, in English. What may be a coincidence is worded as one.

use super::calculation::{power, power_of_ten, rounding, rounding_step, rounding_way, show, vat};
use rust_decimal::Decimal;

use crate::request::{Money, Number, Path, totals::Declared};
use crate::rules::{Cause, CauseKind, DigitSlip, DiscountsWay, ElementSlip, ListGap, VatOf};
use crate::text::excerpt;

/// Alternatives that are named; of more, the text says how many.
const NAMED: usize = 3;

/// A cause, as a clause. What may be a coincidence is worded as one.
pub(crate) fn explain(cause: &Cause) -> String {
    let hedge = match cause.kind {
        CauseKind::BinaryFloats(_) | CauseKind::ItemPrice { .. } | CauseKind::NegativeDiscounts { .. } => "",
        _ => "it looks as if ",
    };
    format!("{hedge}{}", clause(cause))
}

pub(super) fn clause(Cause { totals, declared, sum, kind }: &Cause) -> String {
    let (value, declared) = (declared.value, declared.written());
    let (count, totals) = (totals.len(), names(totals));
    let total = if count == 1 { "the total was" } else { "the totals were" };
    match kind {
        CauseKind::ItemPrice { items, is_each, price, product } => {
            let price = item_price(items, *is_each, price, product);
            format!("{totals} would be right if {price}")
        }
        CauseKind::NegativeDiscounts { count, first, written, amount } => {
            let what = negative_discounts(*count, first, written, *amount);
            format!("{totals} would be right if {what}: a discount is subtracted as it is")
        }
        CauseKind::BinaryFloats(formula) => {
            let formula = show(formula);
            format!(
                "{declared} is the result of {formula} in binary floating point: add up in a decimal type"
            )
        }
        CauseKind::PriceOfOnePiece(sum) => format!(
            "each `price` is the price of one piece: multiply it by `quantity`, and the items add up to {sum}"
        ),
        CauseKind::QuantityForgotten(sum) => {
            format!("`unit_price` was added up instead of `price`, without the quantities: {sum}")
        }
        CauseKind::Element { slip, elements, amount, is_in_all } => {
            element(*slip, elements, *amount, *is_in_all, &totals)
        }
        CauseKind::AllDiscounts { count, amount, is_twice } => {
            let what = if *is_twice { "counted twice in" } else { "left out of" };
            let all = if *count == 2 { "both".to_owned() } else { format!("all {count}") };
            format!("{all} discounts ({amount}) were {what} {totals}")
        }
        CauseKind::Discounts { way, start, discounts, end } => {
            let (what, sign) = discounts_way(*way);
            let advice = match way {
                DiscountsWay::TakenOffPrices => "; send the full prices, or no discounts",
                _ => "",
            };
            format!("the discounts of {discounts} were {what}: {start} {sign} {discounts} = {end}{advice}")
        }
        CauseKind::Percentage { discounts, percent, amount } => {
            percentage(discounts, percent, *amount, count < 3)
        }
        CauseKind::RoundedPercentage { discount, percent, here, in_totals } => {
            let discount = discount.map_or("the discounts have".to_owned(), |path| format!("`{path}` has"));
            format!(
                "a discount of {percent} % was rounded for each item in one place, and as a whole in the other: \
                 {discount} {here}, and {totals} {in_totals}"
            )
        }
        CauseKind::ListInMinorUnits { is_items, only, exponent } => {
            list_in_minor_units(*is_items, *only, *exponent, sum.decimals)
        }
        CauseKind::Exchanged(first, second) => {
            format!("`{}` and `{}` were exchanged", first.path(), second.path())
        }
        CauseKind::Copied(from) => {
            let verb = if count == 1 { "has" } else { "have" };
            format!("{totals} {verb} the value of `{}`", from.path())
        }
        CauseKind::Unlisted { items, discounts, misspelt } => unlisted(items, discounts, *misspelt),
        CauseKind::Surplus(amount) => surplus(*amount, &totals),
        CauseKind::Vat { percent, is_added, of, items } => {
            let (from, to) = match of {
                VatOf::Sum => (sum.to_string(), declared.into_owned()),
                _ => (items.0.to_string(), items.1.to_string()),
            };
            format!("{percent} % KDV was {}: {from} becomes {to}; {VAT_ADVICE}", vat(*of, *is_added))
        }
        CauseKind::Rounding { exact, is_product: true, .. } if value == Some(exact.value) => {
            format!("each `price` was rounded, and {totals} are the exact sum of `unit_price` × `quantity`")
        }
        CauseKind::Rounding { ways, is_product, exact } => {
            let advice = if *is_product { "" } else { "; write rounded amounts in the basket" };
            format!("{}: {exact} becomes {declared}{advice}", rounding(ways, *is_product))
        }
        CauseKind::RoundedTotal { step, way } => {
            let (way, step) = (rounding_way(*way), rounding_step(*step));
            format!("{total} {way} to {step}: {sum} becomes {declared}")
        }
        CauseKind::MinorUnits(exponent @ 1..) => {
            power_of_ten(&format!("{total} declared in minor units"), &declared, *sum, *exponent)
        }
        CauseKind::MinorUnits(exponent) => {
            let what = format!("the basket is in minor units, or {total} divided by {}", power(*exponent));
            power_of_ten(&what, &declared, *sum, *exponent)
        }
        CauseKind::ShiftedPoint(exponent @ (2 | -2)) if sum.decimals == 0 => {
            power_of_ten("the currency was given two decimals", &declared, *sum, *exponent)
        }
        CauseKind::ShiftedPoint(exponent) => {
            power_of_ten("the decimal point is at the wrong place", &declared, *sum, *exponent)
        }
        CauseKind::Digits(slip) => format!("{}: {declared} instead of {sum}", digit_slip(*slip)),
        CauseKind::WrongSign => format!("the sign is wrong: {declared} instead of {sum}"),
    }
}

fn surplus(amount: Money, totals: &str) -> String {
    let size = amount.abs();
    if amount.is_negative() {
        return format!(
            "{size} was taken off {totals} that no discount shows, for example a coupon: add it to `discounts` and to \
             `total_discount_amount`"
        );
    }
    format!(
        "{totals} contain {size} that the basket does not have, for example shipping, a fee or KDV: the basket has no \
         field for it, so send it as an item, or leave it out"
    )
}

/// What to do about KDV.
const VAT_ADVICE: &str = "send all amounts with KDV, or all without";

fn negative_discounts(count: usize, first: &Path, written: &Number, amount: Money) -> String {
    match count {
        1 => format!("`{first}.amount` were {amount} instead of {}", written.written()),
        _ => format!("the {count} negative discounts were positive"),
    }
}

fn digit_slip(slip: DigitSlip) -> &'static str {
    match slip {
        DigitSlip::Wrong => "one digit is wrong",
        DigitSlip::Swapped => "two digits were swapped",
        DigitSlip::Missing => "one digit is missing",
        DigitSlip::Doubled => "one digit was typed twice",
    }
}

fn list_in_minor_units(is_items: bool, only: Option<Path>, exponent: i64, decimals: u32) -> String {
    let each = if is_items { "each `price`" } else { "the amount of each discount" };
    let what = only.map_or(each.to_owned(), |path| format!("`{path}`"));
    // A currency without decimals has no minor units.
    let unit = if decimals == 0 { "hundredths" } else { "minor units" };
    let factor = power(exponent);
    if exponent < 0 {
        format!("{what} is in {unit} and the totals are not: divide it by {factor}")
    } else {
        format!("the totals were computed with {what} in {unit}: × {factor}")
    }
}

fn item_price(
    items: &[Path],
    is_each: bool,
    price: &Number,
    (unit_price, quantity, product): &(Number, Number, Money),
) -> String {
    let [price, unit_price, quantity] = [price, unit_price, quantity].map(Number::written);
    let names = items.iter().map(|item| format!("`{item}`"));
    match items {
        [item] => format!("`{item}` were {unit_price} × {quantity} = {product} instead of {price}"),
        _ if is_each => format!("{} were each `unit_price` × `quantity`", some_of(names, "and")),
        _ => format!("{} were its `unit_price` × `quantity`", some_of(names, "or")),
    }
}

fn element(slip: ElementSlip, elements: &[Path], amount: Money, is_in_all: bool, totals: &str) -> String {
    let elements = some_of(elements.iter().map(|element| format!("`{element}`")), "or");
    let clause = match slip {
        ElementSlip::LeftOut => format!("{elements} ({amount}) was left out of {totals}"),
        ElementSlip::CountedTwice => format!("{elements} ({amount}) was counted twice in {totals}"),
        ElementSlip::OnePieceLess => {
            format!("{elements} was counted with one piece ({amount}) less in {totals}")
        }
        ElementSlip::OnePieceMore => {
            format!("{elements} was counted with one piece ({amount}) more in {totals}")
        }
        ElementSlip::WrongSign => {
            format!("{elements} ({amount}) was counted with the wrong sign in {totals}")
        }
        ElementSlip::InMinorUnits => format!("{elements} ({amount}) is in minor units, and {totals} are not"),
        ElementSlip::InWholeUnits => format!("{elements} ({amount}) was counted in minor units in {totals}"),
    };
    let other = match slip {
        _ if !is_in_all => "",
        ElementSlip::LeftOut => ", or is in the basket once too often: the totals agree with each other",
        ElementSlip::CountedTwice => ", or is missing once in the basket: the totals agree with each other",
        ElementSlip::OnePieceLess | ElementSlip::OnePieceMore => {
            ", or its `quantity` in the basket is wrong: the totals agree with each other"
        }
        ElementSlip::WrongSign => ", or its sign in the basket is wrong: the totals agree with each other",
        ElementSlip::InMinorUnits | ElementSlip::InWholeUnits => "",
    };
    format!("{clause}{other}")
}

fn discounts_way(way: DiscountsWay) -> (&'static str, char) {
    match way {
        DiscountsWay::NotSubtracted => ("not subtracted", '+'),
        DiscountsWay::SubtractedTwice => ("subtracted twice", '−'),
        DiscountsWay::Added => ("added", '+'),
        DiscountsWay::SubtractedFromProducts => ("subtracted from it", '−'),
        DiscountsWay::TakenOffPrices => ("taken off the prices already", '+'),
    }
}

fn percentage(discounts: &[Path], percent: &Number, amount: Money, is_in_total: bool) -> String {
    let is_fraction = percent.value.is_some_and(|value| value < Decimal::ONE);
    let (share, written) = (if is_fraction { "a fraction" } else { "a percentage" }, percent.written());
    match discounts {
        [discount] => {
            let too = if is_in_total { ", and correct `total_discount_amount`" } else { "" };
            format!("`{discount}` is {share}: write the amount, {amount}, instead of {written}{too}")
        }
        _ => format!(
            "{} are percentages: write the amounts, {amount} together",
            some_of(discounts.iter().map(|discount| format!("`{discount}`")), "and")
        ),
    }
}

/// "the basket is what is wrong, since the totals agree with each other: an item of 49.90 may be missing"
fn unlisted(items: &ListGap, discounts: &ListGap, misspelt: Option<&str>) -> String {
    let wrong = [
        list_gap(items, "an item", "the items", "a `price`"),
        list_gap(discounts, "a discount", "the discounts", "an `amount`"),
    ];
    let wrong: Vec<String> = wrong.into_iter().flatten().collect();
    let misspelt = misspelt.map(|key| format!("; `{}` seems to be misspelt", excerpt(key, 40)));
    format!(
        "the basket is what is wrong, since the declared totals agree with each other: {}{}",
        wrong.join(", and "),
        misspelt.unwrap_or_default()
    )
}

/// "an item of 49.90 may be missing, or a `price` may be too low by 49.90"
fn list_gap(gap: &ListGap, an_entry: &str, entries: &str, field: &str) -> Option<String> {
    let amount = gap.by.abs();
    let other = |size| format!(", or {field} may be too {size} by {amount}");
    let low = if gap.may_be_amount { other("low") } else { String::new() };
    let high = if gap.may_be_amount { other("high") } else { String::new() };
    Some(match (gap.by.is_negative(), gap.repeated.is_empty()) {
        _ if gap.by.value.is_zero() => return None,
        (false, _) => format!("{an_entry} of {amount} may be missing{low}"),
        (true, true) => format!("{entries} add up to {amount} too much{high}"),
        (true, false) => {
            let repeated = some_of(gap.repeated.iter().map(|path| format!("`{path}`")), "or");
            format!("{repeated} ({amount}) may be listed too often{high}")
        }
    })
}

/// "`amount` and `basket.total_amount`"
fn names(totals: &[Declared]) -> String {
    let names: Vec<_> = totals.iter().map(|total| format!("`{}`", total.path())).collect();
    match totals.len() {
        3 => "the three totals".to_owned(),
        4 => "all totals".to_owned(),
        _ => list(&names, "and"),
    }
}

/// "a, b or c"
fn some_of(alternatives: impl Iterator<Item = String>, word: &str) -> String {
    let mut names: Vec<_> = alternatives.collect();
    let more = names.len().saturating_sub(NAMED);
    if more > 1 {
        names.truncate(NAMED);
        names.push(format!("{more} others"));
    }
    list(&names, word)
}

fn list(names: &[String], word: &str) -> String {
    match names {
        [before @ .., last] if !before.is_empty() => format!("{} {word} {last}", before.join(", ")),
        _ => names.concat(),
    }
}
