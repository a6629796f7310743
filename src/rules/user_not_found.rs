//! `USER_NOT_FOUND` (contract §3).

use super::{Answer, Case, Check, Claim, Findings, IdHash, Rule, Severity, docs};
use crate::request::{Path, Place, Request};

pub(super) static RULE: Rule = Rule {
    code: "USER_NOT_FOUND",
    severity: Severity::Error,
    summary: "`session_owner_id` is not among the known users",
    docs: docs!("user_not_found"),
    answer: Some(Answer::plain("Kullanıcı bulunamadı.")),
    check: Check::request(check),
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    let (None, Some(known_users)) = (&case.facts.token_user, &case.facts.known_users) else { return };
    let Some(owner) = case.request.session_owner_id else { return };
    if IdHash::of(owner).is_some_and(|id| !known_users.contains(id)) {
        let path = Path::of(Place::Request, Request::session_owner_id);
        findings.report(&RULE, Some(path), owner, Claim::UnknownOwner(owner));
    }
}
