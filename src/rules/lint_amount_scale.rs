//! `LINT_AMOUNT_SCALE` (contract §6).

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Case, Check, Rule};
use crate::request::amount;
use crate::rules::finding::{Findings, Severity};
use crate::request::{Number, Path};
use crate::text::count;

/// The rule.
pub static RULE: Rule = Rule {
    code: "LINT_AMOUNT_SCALE",
    severity: Severity::Warning,
    summary: "an amount has more decimals than its currency",
    explanation: include_str!("lint_amount_scale.md"),
    bad: include_str!("../../fixtures/lint_amount_scale/bad.json"),
    ok: include_str!("../../fixtures/lint_amount_scale/ok.json"),
    section: "§6",
    answer: None,
    check: Check::amounts(check),
};

fn check<'a>(
    case: &Case<'_, 'a>,
    path: Path<'static>,
    number: &Number<'a>,
    value: Decimal,
    findings: &mut Findings<'a>,
) {
    let Some(decimals) = case.decimals else { return };
    // Trailing zeros do not count.
    if value.scale() > decimals && value.normalize().scale() > decimals {
        report(path, number, value.normalize(), decimals, case, findings);
    }
}

fn report<'a>(
    path: Path<'static>,
    number: &Number<'a>,
    value: Decimal,
    decimals: u32,
    case: &Case<'_, 'a>,
    findings: &mut Findings<'a>,
) {
    let currency = case.request.currency().unwrap_or_default();
    let room = match decimals {
        0 => format!("{currency} has none"),
        _ => format!("{currency} has {decimals}"),
    };
    let (written, scale) = (number.written(), value.scale());
    let rounded = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    let (message, help) = if is_float_noise(value, rounded) {
        let meant = case.show(rounded);
        (
            format!("{path}: {written} is {meant} with the noise of binary floating point"),
            format!("write {meant}, and add amounts up in a decimal type"),
        )
    } else {
        (
            format!("{path}: {written} has {}, and {room}", count(scale.into(), "decimal")),
            "round it as the order is billed, and add up the rounded amounts".to_owned(),
        )
    };
    findings.report(&RULE, Some(path), number.text, message).label(format!("decimals: {room}")).help(help);
}

/// Whether the number is what binary arithmetic makes of `rounded`: fifteen digits or more, and nearer
/// to it than a billionth.
fn is_float_noise(value: Decimal, rounded: Decimal) -> bool {
    let digits = value.mantissa().unsigned_abs().checked_ilog10().unwrap_or_default();
    let distance = amount::difference(value, rounded).unwrap_or(Decimal::ONE).abs();
    digits >= 14 && distance < Decimal::new(1, 9)
}
