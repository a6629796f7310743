//! `INVALID_USER_FOR_PAYMENT_SESSION` (contract §3).

use super::{Answer, Case, Check, Rule};
use crate::rules::facts::id_text;
use crate::rules::finding::{Findings, Severity};
use crate::text::redact;
use crate::request::{Path, Place};
use crate::text::excerpt;

/// The rule.
pub static RULE: Rule = Rule {
    code: "INVALID_USER_FOR_PAYMENT_SESSION",
    severity: Severity::Error,
    summary: "`session_owner_id` is not the user that the access token belongs to",
    explanation: include_str!("invalid_user_for_payment_session.md"),
    bad: include_str!("../../fixtures/invalid_user_for_payment_session/bad.json"),
    ok: include_str!("../../fixtures/invalid_user_for_payment_session/ok.json"),
    section: "§3",
    answer: Some(Answer::plain("Kullanıcı adı ödeme oturumu için geçerli değil.")),
    check: Check::request(check),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    let Some(token_user) = &case.facts.token_user else { return };
    let Some(owner) = case.request.parameter("session_owner_id") else { return };
    if id_text(owner).is_none_or(|owner| *owner == *token_user.as_bytes()) {
        return;
    }
    let path = Path::of(Place::Request, "session_owner_id");
    let user = if case.redacts { redact::STRING.to_owned() } else { excerpt(token_user, 40) };
    let shown = case.quote(owner, 40);
    let message = format!("session_owner_id: {shown}, but the access token belongs to user {user}");
    let finding = findings.report(&RULE, Some(path), owner, message);
    finding.label(format!("the token's user is {user}"));
    finding.help("leave `session_owner_id` out, since the token's user owns the session, or send that user's token");
}
