//! The program agrees with a second, independent implementation of the contract (§1–§5) on thousands of random requests.
//! That implementation shares no code with `src/`.
//!
//! `HPPLINT_CASES` sets how many streams of up to 100 requests each property sees. The seed is fixed: the same
//! requests every time.

mod answer;
pub(crate) mod damage;
pub(crate) mod dice;
mod exact;
pub(crate) mod json;
mod model;
pub(crate) mod request;
pub(crate) mod wreck;

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

use answer::{Answer, ask, compare};
use dice::Dice;
use exact::Exact;
use model::{Facts, Finding};
use request::{LINE, LOOSE, Plan, Tree, consistent};
use wreck::{Damage, damage, wrecked};

/// The largest number of requests in one stream.
const STREAM: usize = 100;

/// How many cases each property sees.
pub(crate) fn cases() -> u32 {
    std::env::var("HPPLINT_CASES").map_or(32, |cases| cases.parse().unwrap())
}

/// Checks one property. A failure shows its own message, not the plan that it was built from.
pub(crate) fn check<S: Strategy>(strategy: S, property: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    if let Some(failure) = failure(cases(), strategy, property) {
        panic!("{failure}");
    }
}

/// The failure of a property in so many cases, made as small as possible.
pub(crate) fn failure<S: Strategy>(
    cases: u32,
    strategy: S,
    property: impl Fn(S::Value) -> Result<(), TestCaseError>,
) -> Option<String> {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 500, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    match TestRunner::new_with_rng(config, rng).run(&strategy, property) {
        Ok(()) => None,
        Err(TestError::Fail(reason, _)) => Some(reason.to_string()),
        Err(abort) => Some(abort.to_string()),
    }
}

/// One after the other, on lines of their own.
fn stream(requests: &[Vec<u8>], dress: u64) -> Vec<u8> {
    let mut dice = Dice(dress);
    let mut input = Vec::new();
    for request in requests {
        input.extend_from_slice(request);
        input.extend_from_slice(dice.pick(&["\n", "\r\n"]).as_bytes());
    }
    if dice.one_in(2) {
        // The last line may have no line break.
        input.pop();
    }
    input
}

/// Every request with an order ID of its own, with this white space between its tokens.
fn printed(plans: &[Plan], gaps: &[&str], mut change: impl FnMut(usize, &mut Tree)) -> Vec<Vec<u8>> {
    let print = |(n, plan): (usize, &Plan)| {
        let mut plan = plan.clone();
        plan.order = Some(format!("\"O-{n}\""));
        let mut tree = plan.tree();
        change(n, &mut tree);
        tree.print(plan.dress, gaps).into_bytes()
    };
    plans.iter().enumerate().map(print).collect()
}

#[test]
fn consistent_requests_are_clean() {
    check(vec(consistent(), 1..=STREAM), |plans| {
        let requests = printed(&plans, &LOOSE, |_, _| {});
        let answers = ask(&[], &stream(&requests, plans[0].dress))?;
        compare(&requests, &vec![Vec::new(); requests.len()], &answers)
    });
}

#[test]
fn one_wrong_total_is_one_error() {
    let totals = [
        (&["amount"][..], "AMOUNTS_DONT_MATCH"),
        (&["basket", "total_product_amount"], "INVALID_TOTAL_PRODUCT_AMOUNT"),
        (&["basket", "total_amount"], "INVALID_TOTAL_AMOUNT"),
        (&["basket", "total_discount_amount"], "INVALID_TOTAL_DISCOUNT_AMOUNT"),
    ];
    let wrong = (0..totals.len(), select(&["1", "0.01", "1e-15", "1e15"][..]));
    check(vec((consistent(), wrong), 1..=STREAM), |cases| {
        let (plans, wrongs): (Vec<_>, Vec<_>) = cases.into_iter().unzip();
        let mut expected: Vec<Vec<Finding>> = vec![Vec::new(); plans.len()];
        let requests = printed(&plans, &LOOSE, |n, tree| {
            let (total, by) = wrongs[n];
            let (keys, code) = totals[total];
            // The total of the discounts may be missing.
            if let Some(json) = tree.field(keys) {
                let changed = Exact::parse(json).unwrap().plus(Exact::parse(by).unwrap());
                *json = Dice(plans[n].dress).spell(changed);
                expected[n].push((code, None));
            }
        });
        let answers = ask(&[], &stream(&requests, plans[0].dress))?;
        compare(&requests, &expected, &answers)
    });
}

/// What is known outside the requests, out of the same few IDs that they use.
fn facts() -> impl Strategy<Value = Facts> {
    let user = || select(&["42", "7", "4.2e1", "ayşe"][..]).prop_map(str::to_owned);
    let order = select(&["A-1", "İ", "7"][..]).prop_map(str::to_owned);
    let users = option::weighted(0.7, btree_set(user(), 0..3));
    (option::weighted(0.3, user()), users, btree_set(order, 0..2), any::<bool>()).prop_map(
        |(token_user, known_users, known_orders, order_ids)| Facts {
            token_user,
            known_users,
            known_orders,
            order_ids,
        },
    )
}

/// The options that tell the program these facts; the lists are files in `folder`.
fn options(facts: &Facts, folder: &Path) -> Vec<String> {
    let mut options = Vec::new();
    let file = |name: &str, ids: &BTreeSet<String>| {
        let path = folder.join(name);
        let lines: Vec<_> = ids.iter().map(String::as_str).collect();
        fs::write(&path, lines.join("\n")).unwrap();
        [format!("--{name}"), path.display().to_string()]
    };
    if let Some(user) = &facts.token_user {
        options.extend(["--token-user".to_owned(), user.clone()]);
    }
    if let Some(users) = &facts.known_users {
        options.extend(file("known-users", users));
    }
    if !facts.known_orders.is_empty() {
        options.extend(file("known-orders", &facts.known_orders));
    }
    if !facts.order_ids {
        options.extend(["--order-ids".to_owned(), "off".to_owned()]);
    }
    options
}

/// The requests as they are sent, some of them damaged if each has a line of its own.
fn damaged(wrecks: &[((Tree, u64), Option<Damage>)], lines: bool) -> Vec<Vec<u8>> {
    let mut texts = Vec::new();
    let mut whole = true;
    for ((tree, dress), damage) in wrecks {
        let mut text = tree.print(*dress, if lines { &LINE } else { &LOOSE }).into_bytes();
        // A request that is cut short and a next line that is not an object may count as one broken request.
        let clear = |damage: &&Damage| whole || !matches!(damage, Damage::Line(_));
        let damage = damage.as_ref().filter(|_| lines).filter(clear);
        if let Some(damage) = damage {
            damage.apply(&mut text);
        }
        whole = damage.is_none();
        texts.push(text);
    }
    texts
}

#[test]
fn wrecked_requests_get_what_the_model_says() {
    let folder = tempfile::tempdir().unwrap();
    let wrecks = vec((wrecked(), damage()), 1..=STREAM);
    check((facts(), any::<bool>(), wrecks), |(facts, lines, wrecks)| {
        let requests = damaged(&wrecks, lines);
        let mut used = BTreeSet::new();
        let expected: Vec<_> =
            requests.iter().map(|request| model::expected(request, &facts, &mut used)).collect();
        let options = options(&facts, folder.path());
        let answers = ask(&options, &stream(&requests, wrecks[0].0.1))?;
        compare(&requests, &expected, &answers)
            .map_err(|error| TestCaseError::fail(format!("{error}\n{facts:?}\n{options:?}")))
    });
}

/// The number of requests of a stream of which one is damaged.
const DAMAGED_STREAM: usize = 50;

/// A stream of requests, one of them damaged.
struct DamagedStream {
    text: Vec<u8>,
    requests: Vec<Vec<u8>>,
    /// Whether each request is still whole and alone on its lines.
    is_whole: Vec<bool>,
    damage: damage::Damage,
}

/// A stream with damage of any kind at any place. If `lines`, each request is on one line.
fn damaged_stream(plans: &[Plan], lines: bool, seed: u64) -> DamagedStream {
    let mut dice = Dice(seed);
    let style = if lines { 0 } else { dice.roll(6) };
    let print = |request: Vec<u8>| {
        let text = String::from_utf8(request).unwrap();
        let shown = match style {
            0 | 1 => text,
            2 => damage::pretty(&text, "  "),
            3 => damage::pretty(&text, ""),
            4 => format!("  {text}"),
            _ => format!("\t{}", damage::pretty(&text, "\t").replace('\n', "\n\t")),
        };
        shown.into_bytes()
    };
    let gaps: &[&str] = if style == 1 { &LOOSE } else { &LINE };
    let requests: Vec<_> = printed(plans, gaps, |_, _| {}).into_iter().map(print).collect();
    let (at, kind) = (dice.roll(requests.len()), damage::Damage::any(&mut dice));
    let (mut text, mut is_whole) = (Vec::new(), vec![true; requests.len()]);
    for (n, request) in requests.iter().enumerate() {
        let (mut request, mut line_break) = (request.clone(), b"\n".to_vec());
        if n == at {
            kind.apply(&mut request, &mut line_break, &mut dice);
            let is_before = matches!(kind, damage::Damage::LineBefore(_));
            is_whole[n] = is_before;
            if line_break.is_empty()
                && let Some(next) = is_whole.get_mut(n + 1)
            {
                *next = false;
            }
        }
        text.extend(request);
        text.extend(line_break);
    }
    DamagedStream { text, requests, is_whole, damage: kind }
}

impl DamagedStream {
    /// Fails with the place of the damage.
    fn fail(&self, what: &str) -> TestCaseError {
        let text = String::from_utf8_lossy(&self.text);
        let damage = self.damage;
        TestCaseError::fail(format!("{what}\n{damage:?}\n{text}"))
    }
}

/// Requests, and a number that decides how they are damaged.
fn damageable() -> impl Strategy<Value = (Vec<Plan>, u64)> {
    (vec(consistent(), DAMAGED_STREAM), any::<u64>())
}

/// Contract §8: a complete request that is alone on its lines never loses its verdict.
#[test]
fn damage_costs_no_other_request_its_verdict() {
    check(damageable(), |(plans, seed)| {
        let stream = damaged_stream(&plans, false, seed);
        let off = ["--order-ids".to_owned(), "off".to_owned()];
        let whole = ask(&off, &stream.requests.join(&b'\n'))?;
        prop_assert_eq!(whole.len(), stream.requests.len());
        let mut answers = ask(&off, &stream.text)?.into_iter();
        for (n, expected) in whole.iter().enumerate() {
            if stream.is_whole[n] && !answers.any(|answer| answer.trace_id == expected.trace_id) {
                return Err(stream.fail(&format!("request {} has no verdict", n + 1)));
            }
        }
        Ok(())
    });
}

/// Contract §8: with `--lines`, answer N belongs to line N, whatever happened to any of them.
#[test]
fn in_line_mode_each_line_has_its_own_answer() {
    check(damageable(), |(plans, seed)| {
        let stream = damaged_stream(&plans, true, seed);
        let text = stream.text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&stream.text);
        let is_blank = |line: &[u8]| line.iter().all(|byte| b" \t\r".contains(byte));
        let lines = text.split(|byte| *byte == b'\n').filter(|line| !is_blank(line));
        let lines: Vec<_> = lines.map(<[u8]>::to_vec).collect();
        let facts = Facts::default();
        let expected: Vec<_> =
            lines.iter().map(|line| model::expected(line, &facts, &mut BTreeSet::new())).collect();
        let options = ["--order-ids", "off", "--lines"].map(str::to_owned);
        compare(&lines, &expected, &ask(&options, &stream.text)?)
            .map_err(|error| TestCaseError::fail(format!("{error}\n{:?}", stream.damage)))
    });
}

/// Requests that are easy to get wrong, each on its own line.
const FOUND: [&str; 4] = [
    // Two errors at one brace: the sum's field comes before the missing one in §1's table.
    r#"{"amount":0,"basket":{"total_product_amount":7e28,"total_discount_amount":0.1,"basket_items":[{"price":7e28}],"discounts":[{"amount":0.1}]}}"#,
    // The sum is in range, though it is not on the way.
    r#"{"amount":7000000000000000000000000001,"basket":{"total_product_amount":7000000000000000000000000001,"total_amount":7000000000000000000000000001,"basket_items":[{"price":7e27},{"price":1e-28},{"price":0.9999999999999999999999999999}]}}"#,
    // A broken line is one error, whatever is after the fault.
    r#"{"basket" ] {"amount":1}}"#,
    "{}",
];

#[test]
fn what_was_found_stays_fixed() {
    let requests: Vec<_> = FOUND.iter().map(|request| request.as_bytes().to_vec()).collect();
    let mut used = BTreeSet::new();
    let expected: Vec<_> =
        requests.iter().map(|request| model::expected(request, &Facts::default(), &mut used)).collect();
    let answers = ask(&[], &stream(&requests, 0)).unwrap();
    if let Err(disagreement) = compare(&requests, &expected, &answers) {
        panic!("{disagreement}");
    }
}

/// RFC 9562: five groups of hexadecimal digits, a version it defines, its variant.
fn is_uuid(id: &str) -> bool {
    let groups: Vec<_> = id.split('-').map(str::len).collect();
    groups == [8, 4, 4, 4, 12]
        && id.chars().all(|c| matches!(c, '-' | '0'..='9' | 'a'..='f'))
        && matches!(id.as_bytes()[14], b'1'..=b'8')
        && matches!(id.as_bytes()[19], b'8' | b'9' | b'a' | b'b')
}

/// The IDs so far, in both directions: by request, and the requests by ID.
#[derive(Default)]
struct Seen {
    ids: HashMap<Vec<u8>, String>,
    requests: HashMap<String, Vec<u8>>,
}

impl Seen {
    fn note(&mut self, requests: &[Vec<u8>], answers: &[Answer]) -> Result<(), TestCaseError> {
        prop_assert_eq!(requests.len(), answers.len());
        for (request, answer) in requests.iter().zip(answers) {
            let id = &answer.trace_id;
            let text = String::from_utf8_lossy(request);
            prop_assert!(is_uuid(id), "{id} for\n{text}");
            let known = self.ids.entry(request.clone()).or_insert_with(|| id.clone());
            prop_assert_eq!(known, id, "two IDs for\n{}", text);
            let known = self.requests.entry(id.clone()).or_insert_with(|| request.clone());
            prop_assert!(known == request, "one ID for two requests, the second is\n{text}");
        }
        Ok(())
    }
}

#[test]
fn trace_ids_depend_on_the_request_alone() {
    let seen = RefCell::new(Seen::default());
    let note = |requests: &[Vec<u8>], args: &[&str], input: &[u8]| {
        let args: Vec<_> = args.iter().map(|&arg| arg.to_owned()).collect();
        seen.borrow_mut().note(requests, &ask(&args, input)?)
    };
    check(vec(wrecked(), 1..=STREAM), |trees| {
        let print = |(tree, dress): &(Tree, u64)| tree.print(*dress, &LOOSE).into_bytes();
        let mut requests: Vec<_> = trees.iter().map(print).collect();
        note(&requests, &[], &stream(&requests, 0))?;
        note(&requests[..1], &["--token-user", "x"], &requests[0])?;
        requests.reverse();
        note(&requests, &["--order-ids", "off"], &stream(&requests, trees[0].1))?;
        let array = [b"[", &requests.join(&b" ,\n"[..])[..], b" ]"].concat();
        note(&requests, &[], &array)
    });
}

/// The model itself agrees with the contract's examples (§1).
#[test]
fn the_model_can_count() {
    let read = |text| Exact::parse(text).unwrap();
    for same in ["100.00", "1e2", "1.00E+2", "0.1e3", "10000e-2", "0.0000000001e12"] {
        assert_eq!(read(same), read("100"), "{same}");
    }
    assert_eq!(read("0.1").plus(read("0.2")), read("0.3"));
    assert_eq!(read("0.1").minus(read("0.3")).to_string(), "-0.2");
    assert_eq!(read("-0e99999999999999999999"), Exact::ZERO);
    assert!(read("7e28").plus(read("-7e28")).plus(read("1e-28")).in_range());
    assert!(read("1e28").plus(read("-1e-27")).minus(read("1e28")).in_range());
    assert!(read("7e27").plus(read("0.1")).in_range());
    assert!(!read("8e27").plus(read("0.1")).in_range());
    for beyond in ["1e29", "79228162514264337593543950336", "7922816251426433759354395033.6", "1e-29"] {
        assert_eq!(Exact::parse(beyond), None, "{beyond}");
    }
}
