//! What the four rules share that compare a declared total with the sum it should be (contract §2).

use rust_decimal::Decimal;

use super::{Case, Rule};
use crate::amount;
use crate::finding::{Findings, Operand};
use crate::request::{Field, Number, Path, Place};
use crate::totals::Total;

/// A declared total beside the sum of the fields that it should be.
pub(super) struct Comparison<'r, 'a> {
    pub(super) rule: &'static Rule,
    pub(super) path: Path<'static>,
    pub(super) declared: &'r Field<'a, Number<'a>>,
    pub(super) computed: Total,
    /// What comes to the sum: "the basket comes".
    pub(super) subject: &'static str,
    /// Whether the items and the discounts count.
    pub(super) items: bool,
    pub(super) discounts: bool,
}

impl<'a> Comparison<'_, 'a> {
    /// Reports a difference; keeps quiet where an operand is missing.
    pub(super) fn make(&self, case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
        let Some(number) = self.declared.get() else { return };
        let (Some(declared), Some(computed)) = (number.value, self.computed.value()) else { return };
        if declared == computed {
            return;
        }
        let right = case.show(computed);
        let message = format!("{}: {}, but {} to {right}", self.path, number.written(), self.subject);
        let operands = self.operands(case, findings);
        let finding = findings.report(self.rule, Some(self.path), number.text, message);
        finding.operands = operands;
        finding.difference = describe_difference(case, declared, computed);
        finding.label = finding.difference.clone().unwrap_or_else(|| "declared".to_owned());
        finding.help(if computed.is_sign_negative() {
            "the discounts exceed the items, and no total may be negative".to_owned()
        } else {
            format!("set `{}` to {right}, or mend what it is the sum of", self.path)
        });
    }

    /// The fields that went into the sum, each with its part in it.
    fn operands(&self, case: &Case<'_, 'a>, findings: &Findings<'a>) -> Vec<Operand<'a>> {
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
        let items = case.request.items().iter().enumerate().filter(|_| self.items);
        let items = items.filter_map(|(i, item)| operand(Place::Item(i), "price", &item.get()?.price, "+"));
        let sign = if self.items { "−" } else { "+" };
        let discounts = case.request.discounts().iter().enumerate().filter(|_| self.discounts);
        let discounts = discounts
            .filter_map(|(i, discount)| operand(Place::Discount(i), "amount", &discount.get()?.amount, sign));
        items.chain(discounts).collect()
    }
}

/// "10.00 too much"; nothing if the difference has too many digits to be told exactly.
fn describe_difference(case: &Case, declared: Decimal, computed: Decimal) -> Option<String> {
    let difference = amount::difference(declared, computed).ok()?;
    let direction = if difference.is_sign_negative() { "too little" } else { "too much" };
    Some(format!("{} {direction}", case.show(difference.abs())))
}
