//! `INVALID_USER_FOR_PAYMENT_SESSION` (contract §3).

use super::{Answer, Case, Check, Claim, Findings, Rule, Severity, docs, facts::id_text};
use crate::request::{Path, Place, Request};

pub(super) static RULE: Rule = Rule {
    code: "INVALID_USER_FOR_PAYMENT_SESSION",
    severity: Severity::Error,
    summary: "`session_owner_id` is not the user that the access token belongs to",
    docs: docs!("invalid_user_for_payment_session"),
    answer: Some(Answer::plain("Kullanıcı adı ödeme oturumu için geçerli değil.")),
    check: Check::request(check),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    let Some(token_user) = &case.facts.token_user else { return };
    let Some(owner) = case.request.session_owner_id else { return };
    if id_text(owner).is_none_or(|owner| *owner == *token_user.as_bytes()) {
        return;
    }
    let path = Path::of(Place::Request, Request::session_owner_id);
    let claim = Claim::OtherOwner { owner, token_user: token_user.clone() };
    findings.report(&RULE, Some(path), owner, claim);
}
