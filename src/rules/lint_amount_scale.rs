//! `LINT_AMOUNT_SCALE` (contract §6).

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Case, Check, Claim, Findings, Rule, Severity, docs};
use crate::request::{Number, Path, amount};

pub(super) static RULE: Rule = Rule {
    code: "LINT_AMOUNT_SCALE",
    severity: Severity::Warning,
    summary: "an amount has more decimals than its currency",
    docs: docs!("lint_amount_scale"),
    answer: None,
    check: Check { amount: Some(check), ..Check::NOTHING },
};

fn check<'a>(
    case: &Case<'_, 'a>,
    path: Path<'static>,
    number: &Number<'a>,
    value: Decimal,
    findings: &mut Findings<'a>,
) {
    let Some(allowed) = case.decimals else { return };
    // Zeros at the end do not count. Most numbers need no look at them.
    if value.scale() <= allowed || value.normalize().scale() <= allowed {
        return;
    }
    let value = value.normalize();
    let rounded = value.round_dp_with_strategy(allowed, RoundingStrategy::MidpointAwayFromZero);
    let claim = Claim::TooManyDecimals {
        amount: *number,
        decimals: value.scale(),
        currency: case.request.currency_code().unwrap_or_default(),
        allowed,
        meant: is_float_noise(value, rounded).then(|| case.money(rounded)),
    };
    findings.report(&RULE, Some(path), number.text, claim);
}

/// Whether the number is what binary arithmetic makes of `rounded`: it has fifteen digits or more, and differs from it by
/// less than a billionth.
fn is_float_noise(value: Decimal, rounded: Decimal) -> bool {
    let digits = value.mantissa().unsigned_abs().checked_ilog10().unwrap_or_default();
    let distance = amount::difference(value, rounded).unwrap_or(Decimal::ONE).abs();
    digits >= 14 && distance < Decimal::new(1, 9)
}
