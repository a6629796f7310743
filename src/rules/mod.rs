//! The registry: every rule once, in the order of the vendor's page, then the linter's own (contract §2–§6).

pub(crate) mod comparison;
pub mod facts;
pub mod finding;
pub mod levels;
pub(crate) mod syntax;
pub mod tally;

use std::sync::LazyLock;

use iso_currency::Currency;
use rust_decimal::Decimal;

use crate::json::Kind;
use crate::request::totals::Totals;
use crate::request::{Field, Number, Path, Request};
use crate::rules::facts::{Facts, PriorUse};
use crate::rules::finding::{Finding, Findings, Severity};
use crate::text::excerpt;
use crate::text::redact;

/// Declares the rules' modules and lists them, so that neither can be forgotten.
macro_rules! registry {
    ($($module:ident)*) => {
        $(pub mod $module;)*
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

/// One rule: all that is said of it is said here, and everything else reads it.
#[derive(Debug)]
pub struct Rule {
    /// The code: the vendor's, or one that begins with `LINT_`.
    pub code: &'static str,
    /// How bad its findings are.
    pub severity: Severity,
    /// What it finds, in one line without a full stop.
    pub summary: &'static str,
    /// What it checks, why, and how to mend it, in Markdown.
    pub explanation: &'static str,
    /// A request that it speaks of.
    pub bad: &'static str,
    /// The nearest good one.
    pub ok: &'static str,
    /// The contract's section that it comes from.
    pub section: &'static str,
    /// For a documented code, what the API answers.
    pub answer: Option<Answer>,
    /// What finds it.
    pub check: Check,
}

/// What a rule looks at.
#[derive(Debug)]
pub struct Check {
    /// Looks at the request as a whole.
    request: for<'a> fn(&Case<'_, 'a>, &mut Findings<'a>),
    /// Looks at each amount of money by itself.
    amount: Option<CheckAmount>,
    /// Looks at each value that stands in a number's place and cannot be read as one.
    unreadable: Option<CheckUnreadable>,
}

type CheckAmount = for<'a> fn(&Case<'_, 'a>, Path<'static>, &Number<'a>, Decimal, &mut Findings<'a>);
type CheckUnreadable = for<'a> fn(&Case<'_, 'a>, Path<'static>, &Field<'a, Number<'a>>, &mut Findings<'a>);

impl Check {
    /// Looks at nothing: such a rule's findings are made while reading.
    const NOTHING: Self = Self::request(|_, _| {});

    const fn request(request: for<'a> fn(&Case<'_, 'a>, &mut Findings<'a>)) -> Self {
        Self { request, amount: None, unreadable: None }
    }

    const fn amounts(amount: CheckAmount) -> Self {
        Self { amount: Some(amount), ..Self::NOTHING }
    }

    const fn and_unreadable(self, unreadable: CheckUnreadable) -> Self {
        Self { unreadable: Some(unreadable), ..self }
    }
}

/// What the API answers, to the letter.
#[derive(Debug)]
pub struct Answer {
    /// The message, in Turkish but for one.
    pub message: &'static str,
    /// Whether the argument names the field; it is `null` otherwise.
    pub names_field: bool,
}

impl Answer {
    /// An answer without an argument.
    const fn plain(message: &'static str) -> Self {
        Self { message, names_field: false }
    }
}

impl Rule {
    /// Whether the code is one of the vendor's.
    #[must_use]
    pub fn is_documented(&self) -> bool {
        self.answer.is_some()
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

/// The rule with this code, in whatever case it is written.
#[must_use]
pub fn find(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code.eq_ignore_ascii_case(code))
}

/// A request with all that its checks need.
#[derive(Debug)]
pub struct Case<'r, 'a> {
    /// The request.
    pub request: &'r Request<'a>,
    /// What its basket comes to.
    pub totals: Totals,
    /// Its currency; `None` if it names none that ISO 4217 has.
    pub currency: Option<Currency>,
    /// The currency's decimals; `None` if it has none that count.
    pub decimals: Option<u32>,
    /// What is known of users.
    pub facts: &'r Facts,
    /// Where its order ID was used before.
    pub order_id_used: Option<PriorUse>,
    /// Whether no message may quote a string.
    pub redacts: bool,
}

impl<'r, 'a> Case<'r, 'a> {
    /// Prepares a request for its checks.
    #[must_use]
    pub fn new(request: &'r Request<'a>, facts: &'r Facts, order_id_used: Option<PriorUse>) -> Self {
        let totals = Totals::of(request);
        let currency = match request.currency().as_deref() {
            // By far the most common, and the search for a code is a long one.
            Some("TRY") => Some(Currency::TRY),
            code => code.and_then(Currency::from_code),
        };
        let decimals = currency.and_then(Currency::exponent).map(u32::from);
        Self { request, totals, currency, decimals, facts, order_id_used, redacts: false }
    }

    /// A value of the request as a message may quote it: a string is hidden if it has to be.
    #[must_use]
    pub fn quote(&self, value: &str, limit: usize) -> String {
        let is_hidden = self.redacts && Kind::of(value) == Kind::String;
        if is_hidden { redact::STRING.to_owned() } else { excerpt(value, limit) }
    }

    /// `amount` in the currency's decimals, or in two.
    #[must_use]
    pub fn show(&self, amount: Decimal) -> String {
        crate::request::amount::show(amount, self.decimals.unwrap_or(2))
    }
}

/// Whether any rule finds anything.
#[must_use]
pub fn is_clean(case: &Case) -> bool {
    let mut findings = Findings::new(case.request.text);
    let is_clean = RULES.iter().all(|rule| {
        (rule.check.request)(case, &mut findings);
        findings.is_empty()
    });
    if is_clean {
        check_numbers(case, &mut findings);
    }
    findings.is_empty()
}

/// All that the rules find, in order.
#[must_use]
pub fn check<'a>(case: &Case<'_, 'a>) -> Vec<Finding<'a>> {
    let mut findings = Findings::new(case.request.text);
    for rule in RULES {
        (rule.check.request)(case, &mut findings);
    }
    check_numbers(case, &mut findings);
    findings.into_sorted()
}

/// Looks at every number once, with all the rules that look at numbers.
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
