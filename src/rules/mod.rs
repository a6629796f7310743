//! The registry: every rule once, in the order of the vendor's page, then the linter's own (contract §2–§6).

pub mod case;
pub mod cause;
mod cause_data;
pub mod claim;
pub mod comparison;
pub mod docs;
pub mod facts;
pub mod finding;
mod first_uses;
pub mod id_list;
pub mod levels;
mod other_names;
pub mod per_rule;
pub mod rule;
pub mod tally;

pub use case::{Case, Depth};
pub use cause::{
    Blame, Cause, CauseKind, Diagnosis, DigitSlip, DiscountsWay, ElementSlip, Formula, LikelyCause, ListGap,
    Rounding, RoundingWay, Terms, VatOf,
};
pub use cause_data::{CauseName, CauseNumbers};
pub use claim::{ApiError, Claim, Doubt, Inside, MissingParameter, NotARequest, Other, ParameterFault, Role};
pub use comparison::Deviation;
pub use facts::{Facts, IdHash, Ids, OrderIds, PriorUse};
pub use finding::{Applicability, Edit, Finding, Findings, Fix, Operand, Severity};
pub use first_uses::FirstUses;
pub use rule::{Answer, Check, Rule};

use std::sync::LazyLock;

use crate::request::{Field, Number};
use docs::docs;
use rule::{CheckAmount, CheckUnreadable};

/// Declares the rules' modules and lists them, so that neither can be forgotten.
macro_rules! registry {
    ($($module:ident)*) => {
        $(pub(crate) mod $module;)*
        /// Every rule, in the order in which an envelope names them.
        pub static RULES: &[&Rule] = &[$(&$module::RULE),*];
    };
}

registry! {
    invalid_user_for_payment_session
    user_not_found
    amounts_dont_match
    invalid_total_product_amount
    invalid_total_amount
    invalid_total_discount_amount
    invalid_amount_value
    order_id_exists
    lint_invalid_json
    lint_duplicate_key
    lint_missing_field
    lint_wrong_type
    lint_amount_out_of_range
    lint_negative_amount
    lint_unmet_expectation
    lint_zero_amount
    lint_line_price
    lint_amount_scale
    lint_empty_basket
    lint_misspelt_field
    lint_missing_parameter
    lint_invalid_parameter
}

/// The rule with this code, in upper or lower case.
pub fn find(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code.eq_ignore_ascii_case(code))
}

/// All that the rules find, in order.
pub fn check<'a>(case: &Case<'_, 'a>) -> Vec<Finding<'a>> {
    let mut findings = Findings::new(case.request.text);
    for rule in RULES {
        (rule.check.request)(case, &mut findings);
    }
    check_numbers(case, &mut findings);
    findings.into_sorted()
}

/// Checks every number once, by all the rules that check numbers.
fn check_numbers<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    static AMOUNTS: LazyLock<Vec<CheckAmount>> =
        LazyLock::new(|| RULES.iter().filter_map(|rule| rule.check.amount).collect());
    static UNREADABLE: LazyLock<Vec<CheckUnreadable>> =
        LazyLock::new(|| RULES.iter().filter_map(|rule| rule.check.unreadable).collect());
    let amounts = AMOUNTS.as_slice();
    case.request.each_number(|path, field| match field {
        Field::Is(number @ Number { value: Some(value), .. }) => {
            for check in amounts.iter().filter(|_| path.is_amount()) {
                check(case, path, number, *value, findings);
            }
        }
        Field::Is(_) | Field::Wrong(_) => {
            UNREADABLE.iter().for_each(|check| check(case, path, field, findings));
        }
        Field::Absent | Field::Null(_) => {}
    });
}
