//! Calculations that a cause speaks of, in English.

use crate::request::Money;
use crate::rules::{Formula, Rounding, RoundingWay, Terms, VatOf};

/// "each line was rounded half up or only the sum was rounded"
pub(super) fn rounding(ways: &[Rounding], is_product: bool) -> String {
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
pub(super) fn show(formula: &Formula) -> String {
    let plus = terms(&formula.plus, " + ");
    match formula.minus.count {
        0 => plus,
        2.. if formula.is_grouped => format!("{plus} − ({})", terms(&formula.minus, " + ")),
        _ => format!("{plus} − {}", terms(&formula.minus, " − ")),
    }
}

pub(super) fn terms(terms: &Terms, sign: &str) -> String {
    let written = terms.written.join(sign);
    if terms.count > terms.written.len() {
        format!("{written}{sign}… ({} terms)", terms.count)
    } else {
        written
    }
}

/// "rounded down"
pub(super) fn rounding_way(way: RoundingWay) -> &'static str {
    match way {
        RoundingWay::HalfUp => "rounded",
        RoundingWay::HalfEven => "rounded half even",
        RoundingWay::Down => "rounded down",
        RoundingWay::Up => "rounded up",
    }
}

/// "one decimal"
pub(super) fn rounding_step(step: Money) -> String {
    match (step.value.mantissa(), step.value.scale()) {
        (1, 0) => "whole units".to_owned(),
        (1, 1) => "one decimal".to_owned(),
        (1, 2) => "two decimals".to_owned(),
        _ => format!("a multiple of {}", step.value),
    }
}

/// "…: 12000 = 120.00 × 100"
pub(super) fn power_of_ten(what: &str, declared: &str, sum: Money, exponent: i64) -> String {
    let sign = if exponent > 0 { '×' } else { '/' };
    format!("{what}: {declared} = {sum} {sign} {}", power(exponent))
}

/// "100"
pub(super) fn power(exponent: i64) -> String {
    format!("1{}", "0".repeat(usize::try_from(exponent.unsigned_abs()).unwrap_or_default()))
}

/// "put on top of the total"
pub(super) fn vat(of: VatOf, is_added: bool) -> String {
    let what = if is_added { "put on top of" } else { "taken out of" };
    let of = match of {
        VatOf::Sum => "the total",
        VatOf::Both => "the items, and of the discounts",
        VatOf::Items => "the items, and not of the discounts",
        VatOf::EachAmount => "each amount, rounded there",
        VatOf::EachItem => "each item, rounded there, and not of the discounts",
    };
    format!("{what} {of}")
}
