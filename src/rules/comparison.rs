//! What the four rules share that compare a declared total with the sum it should be (contract §2).

use rust_decimal::Decimal;

use super::{
    Case, Rule, amounts_dont_match, invalid_total_amount, invalid_total_discount_amount,
    invalid_total_product_amount,
};
use crate::request::amount;
use crate::request::totals::Declared;
use crate::request::{Field, Number, Path, Place};
use crate::rules::finding::{Findings, Operand};

/// The rule that compares a declared total with its sum.
pub(crate) fn rule(total: Declared) -> &'static Rule {
    match total {
        Declared::Amount => &amounts_dont_match::RULE,
        Declared::Products => &invalid_total_product_amount::RULE,
        Declared::Net => &invalid_total_amount::RULE,
        Declared::Discounts => &invalid_total_discount_amount::RULE,
    }
}

/// Whether a rule is one that compares a declared total with its sum.
pub(crate) fn is_one(of: &Rule) -> bool {
    Declared::ALL.iter().any(|total| rule(*total) == of)
}

/// Reports a difference; keeps quiet where an operand is missing.
pub(super) fn compare<'a>(total: Declared, case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    let Some(number) = total.field(case.request).and_then(Field::get) else { return };
    let (Some(declared), Some(computed)) = (number.value, case.totals.right(total).value()) else { return };
    if declared == computed {
        return;
    }
    let (path, right) = (total.path(), case.show(computed));
    let subject = match total {
        Declared::Amount | Declared::Net => "the basket comes",
        Declared::Products => "the items come",
        Declared::Discounts => "the discounts come",
    };
    let message = format!("{path}: {}, but {subject} to {right}", number.written());
    let operands = operands(total, case, findings);
    let finding = findings.report(rule(total), Some(path), number.text, message);
    finding.operands = operands;
    finding.difference = describe_difference(case, declared, computed);
    finding.label = finding.difference.clone().unwrap_or_else(|| "declared".to_owned());
    // Where the numbers tell more, `why` says it instead.
    finding.help(if computed.is_sign_negative() {
        "the discounts exceed the items, and no total may be negative".to_owned()
    } else {
        format!("set `{path}` to {right}, or mend what it is the sum of")
    });
}

/// The fields that went into the sum, each with its part in it.
fn operands<'a>(total: Declared, case: &Case<'_, 'a>, findings: &Findings<'a>) -> Vec<Operand<'a>> {
    let operand = |place, name, field: &Field<'a, Number<'a>>, sign: &str| {
        let number = field.get()?;
        let value = number.value?;
        let sign = match sign {
            "+" if value.is_sign_negative() => "−",
            _ if value.is_sign_negative() => "+",
            sign => sign,
        };
        Some(Operand {
            path: Some(Path::of(place, name)),
            span: findings.span(number.text),
            part: format!("{sign} {}", case.show(value.abs())),
        })
    };
    let items = case.request.items().iter().enumerate().filter(|_| total.has_items());
    let items = items.filter_map(|(i, item)| operand(Place::Item(i), "price", &item.get()?.price, "+"));
    let sign = if total.has_items() { "−" } else { "+" };
    let discounts = case.request.discounts().iter().enumerate().filter(|_| total.has_discounts());
    let discounts = discounts
        .filter_map(|(i, discount)| operand(Place::Discount(i), "amount", &discount.get()?.amount, sign));
    items.chain(discounts).collect()
}

/// "10.00 too much"; nothing if the difference has too many digits to be told exactly.
fn describe_difference(case: &Case, declared: Decimal, computed: Decimal) -> Option<String> {
    let difference = amount::difference(declared, computed).ok()?;
    let direction = if difference.is_sign_negative() { "too little" } else { "too much" };
    Some(format!("{} {direction}", case.show(difference.abs())))
}
