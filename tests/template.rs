//! The fast path never says "clean" where the strict reader and the rules do not, and makes no difference to any output.
//!
//! `HPPLINT_CASES` sets how many requests are changed at random, in units of a thousand.

use std::io::Cursor;
use std::sync::Arc;

use hpplint::check::template::Template;
use hpplint::check::{self, Options, Wanted};
use hpplint::input::Input;
use hpplint::render::{Format, Style};
use hpplint::{lint, request};

use crate::oracle::dice::Dice;

/// How the requests of a stream are written.
#[allow(clippy::struct_excessive_bools, reason = "choices that are independent of each other")]
struct Layout {
    /// Before the first member, between members, after the last one, and after a colon. The numbers of spaces grow with the
    /// depth where there are line breaks.
    separators: [&'static str; 4],
    currency: Option<(&'static str, usize)>,
    has_discounts: bool,
    has_unknown: bool,
    has_nulls: bool,
    /// Whether the order of the members is another one in each request.
    is_shuffled: bool,
}

/// The members of an object: keys with their values as they are written.
type Object = Vec<(String, String)>;

impl Layout {
    fn any(dice: &mut Dice) -> Self {
        let styles =
            [["", ",", "", ""], ["", ", ", "", " "], ["\n  ", ",\n  ", "\n", " "], [" ", " , ", " ", "\t"]];
        let currencies = [None, Some(("TRY", 2)), Some(("JPY", 0)), Some(("KWD", 3)), Some(("UYW", 4))];
        Self {
            separators: styles[dice.roll(styles.len())],
            currency: currencies[dice.roll(currencies.len())],
            has_discounts: !dice.one_in(3),
            has_unknown: dice.one_in(2),
            has_nulls: dice.one_in(2),
            is_shuffled: dice.one_in(3),
        }
    }

    fn write(&self, object: &Object) -> String {
        let [first, between, last, colon] = self.separators;
        let members: Vec<String> =
            object.iter().map(|(key, value)| format!("\"{key}\":{colon}{value}")).collect();
        format!("{{{first}{}{last}}}", members.join(between))
    }

    fn write_list(&self, objects: &[Object]) -> String {
        let [first, between, last, _] = self.separators;
        let objects: Vec<String> = objects.iter().map(|object| self.write(object)).collect();
        if objects.is_empty() { "[]".to_owned() } else { format!("[{first}{}{last}]", objects.join(between)) }
    }

    /// An amount of so many minor units.
    fn amount(&self, units: usize, dice: &mut Dice) -> String {
        let decimals = self.currency.map_or(2, |(_, decimals)| decimals);
        let scale = 10_usize.pow(decimals as u32);
        let (whole, fraction) = (units / scale, units % scale);
        let mut text = format!("{whole}.{fraction:0decimals$}");
        if decimals == 0 || dice.one_in(3) {
            text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
        }
        if decimals == 0 { whole.to_string() } else { text }
    }

    /// A clean request.
    fn request(&self, dice: &mut Dice) -> Parts {
        let prices: Vec<(usize, usize)> =
            (0..=dice.roll(3)).map(|_| (1 + dice.roll(20_000), 1 + dice.roll(3))).collect();
        let products: usize = prices.iter().map(|(unit, count)| unit * count).sum();
        let discounts: Vec<usize> = (0..dice.roll(3)).map(|_| dice.roll(products / 4 + 1)).collect();
        let discounts = if self.has_discounts { discounts } else { Vec::new() };
        let discounted: usize = discounts.iter().sum();
        let member = |key: &str, value: String| (key.to_owned(), value);
        let text = |key: &str, value: &str| (key.to_owned(), format!("\"{value}\""));
        let mut request = vec![
            member("amount", self.amount(products - discounted, dice)),
            text("order_id", &format!("A-{}", dice.roll(100_000))),
            text("order_date", "2026-04-01"),
            text("cancel_url", &format!("https://shop.example/{}/cancel", dice.roll(100))),
            text("success_url", "https://shop-1.example:8080/ok?a=%20"),
            text("notification_url", "http://shop.example"),
            text("query_shipping_option_url", "https://shop.example/a#b"),
            text("agreements_iframe_url", "https://shop.example/c"),
            member("basket", String::new()),
        ];
        if let Some((code, _)) = self.currency {
            request.push(text("currency", code));
        }
        if self.has_nulls {
            let phone = ["null".to_owned(), "\"+90 555\"".to_owned()][dice.roll(2)].clone();
            request.push(member("merchant_customer_phone_number", phone));
            request.push(member("session_owner_id", ["7", "\"8\"", "null"][dice.roll(3)].to_owned()));
            request.push(member("preauth", ["true", "false", "null"][dice.roll(3)].to_owned()));
        }
        let names = ["Gömlek", "a \\\"b\\\"", "%50 <x>", "\\u0041", "", "a name that is longer than a chunk"];
        let other = ["1", "-1.5e3", "[1, {\"a\": []}]", "true", "{\"price\": 1}", "\"x\""];
        let mut items = Vec::new();
        for (unit, count) in &prices {
            let mut item = vec![
                text("name", names[dice.roll(names.len())]),
                member("price", self.amount(unit * count, dice)),
                member("quantity", if dice.one_in(4) { format!("{count}.0") } else { count.to_string() }),
                member("unit_price", self.amount(*unit, dice)),
            ];
            if self.has_unknown && dice.one_in(2) {
                item.push(member("tax", other[dice.roll(other.len())].to_owned()));
            }
            if self.has_nulls && dice.one_in(2) {
                "null".clone_into(&mut item[3].1);
            }
            items.push(item);
        }
        let discount =
            |amount: &usize| vec![text("name", "a"), member("amount", self.amount(*amount, &mut Dice(0)))];
        let discounts: Vec<Object> = discounts.iter().map(discount).collect();
        let basket = vec![
            member("total_product_amount", self.amount(products, dice)),
            member("total_amount", self.amount(products - discounted, dice)),
            member("total_discount_amount", self.amount(discounted, dice)),
            member("basket_items", String::new()),
            member("discounts", String::new()),
        ];
        let mut parts = Parts { request, basket, items, discounts };
        if self.is_shuffled {
            dice.shuffle(&mut parts.request);
            dice.shuffle(&mut parts.basket);
            parts.items.iter_mut().for_each(|item| dice.shuffle(item));
        }
        parts
    }

    fn text(&self, parts: &Parts) -> String {
        let Parts { mut request, mut basket, items, discounts } = parts.clone();
        let fill = |object: &mut Object, key: &str, text: String| {
            object
                .iter_mut()
                .filter(|(name, value)| name == key && value.is_empty())
                .for_each(|it| it.1.clone_from(&text));
        };
        fill(&mut basket, "basket_items", self.write_list(&items));
        fill(&mut basket, "discounts", self.write_list(&discounts));
        fill(&mut request, "basket", self.write(&basket));
        self.write(&request)
    }
}

/// A request as its objects. The values of the basket and its lists are empty.
#[derive(Clone)]
struct Parts {
    request: Object,
    basket: Object,
    items: Vec<Object>,
    discounts: Vec<Object>,
}

const NUMBERS: [&str; 24] = [
    "0",
    "-0",
    "00",
    "01",
    "1",
    "-1",
    "1.",
    ".5",
    "1.0",
    "1.00",
    "1.000",
    "1.00000",
    "1.5",
    "0.01",
    "1e2",
    "1E-2",
    "12.345",
    "999999999999999",
    "1000000000000000",
    "99999999999999.9",
    "123456789012345678",
    "79228162514264337593543950336",
    "9223372036854775807",
    "1.0000000000001",
];

const VALUES: [&str; 22] = [
    "null",
    "true",
    "false",
    "\"\"",
    "\" \"",
    "\"\\u0020\"",
    "\"{{x}}\"",
    "\"${x}\"",
    "\"<x>\"",
    "\"%s\"",
    "\"\\n\"",
    "\"a\\qb\"",
    "\"é\"",
    "\"\u{a0}\"",
    "[]",
    "{}",
    "\"TRY\"",
    "\"JPY\"",
    "\"https://\"",
    "\"https://shop.example/ a\"",
    "\"ftp://a/\"",
    "\"https://shop.example/$(a)\"",
];

/// Changes the members of one object.
fn change(parts: &mut Parts, dice: &mut Dice) {
    let (items, discounts) = (parts.items.len(), parts.discounts.len());
    let object = match dice.roll(4) {
        0 => &mut parts.request,
        1 => &mut parts.basket,
        2 => &mut parts.items[dice.roll(items)],
        _ if discounts > 0 => &mut parts.discounts[dice.roll(discounts)],
        _ => &mut parts.request,
    };
    let (at, to) = (dice.roll(object.len()), dice.roll(object.len()));
    match dice.roll(7) {
        0 => object.swap(at, to),
        1 => object.insert(to, object[at].clone()),
        2 => drop(object.remove(at)),
        3 => object[at].0 = object[to].0.clone(),
        4 => VALUES[dice.roll(VALUES.len())].clone_into(&mut object[at].1),
        5 => NUMBERS[dice.roll(NUMBERS.len())].clone_into(&mut object[at].1),
        _ => ["pric", "Amount", "items", "", "\\u0061mount"][dice.roll(5)].clone_into(&mut object[at].0),
    }
}

/// Changes some bytes.
fn damage(text: &mut Vec<u8>, dice: &mut Dice) {
    const BYTES: &[u8] = b"{}[]\",:\\ \n\t\r0123456789eE+-.$<%au\0\x1f\x7f\x80\xc3\xff";
    if text.is_empty() {
        return;
    }
    let at = dice.roll(text.len());
    let byte = BYTES[dice.roll(BYTES.len())];
    match dice.roll(7) {
        0 => text[at] = byte,
        1 => text.insert(at, byte),
        2 => drop(text.remove(at)),
        3 => {
            let digits: Vec<usize> = (0..text.len()).filter(|i| text[*i].is_ascii_digit()).collect();
            if let Some(digit) = (!digits.is_empty()).then(|| digits[dice.roll(digits.len())]) {
                text[digit] = b'0' + dice.roll(10) as u8;
            }
        }
        4 => {
            let length = dice.roll(60).min(text.len() - at);
            let part = text[at..at + length].to_vec();
            let to = dice.roll(text.len());
            text.splice(to..to, part);
        }
        5 => {
            const STRUCTURE: &[u8] = b"{}[],:\"";
            let places: Vec<usize> = (0..text.len()).filter(|i| STRUCTURE.contains(&text[*i])).collect();
            if let Some(place) = (!places.is_empty()).then(|| places[dice.roll(places.len())]) {
                text[place] = STRUCTURE[dice.roll(STRUCTURE.len())];
            }
        }
        _ => text.truncate(at.max(1)),
    }
}

fn cases() -> usize {
    std::env::var("HPPLINT_CASES").map_or(120, |cases| cases.parse().unwrap())
}

/// Checks a text: if the template says that a clean request is at its start, the strict reader says the same.
fn check_text(template: &mut Template, text: &[u8], options: &Options) -> bool {
    let Some(clean) = template.read(text, 0) else { return false };
    let shown = String::from_utf8_lossy(text);
    let found = std::str::from_utf8(&text[..clean.end]).unwrap_or_else(|_| panic!("not UTF-8: {shown}"));
    let findings = lint(found, options);
    assert!(findings.is_empty(), "{}: {shown}", findings[0].rule.code);
    let order_id = request::read(found).unwrap().order_id.unwrap();
    assert_eq!(format!("\"{}\"", &found[clean.order_id]), order_id, "{shown}");
    true
}

#[test]
fn clean_is_only_what_the_strict_reader_finds_clean() {
    let mut found = [0; 3];
    for case in 1..=cases() as u64 {
        let mut dice = Dice(case);
        let layout = Layout::any(&mut dice);
        let options = Options::default();
        let options = match dice.roll(4) {
            0 => options.token_user("8"),
            1 => options.known_users(["7", "8"]),
            _ => options,
        };
        let mut template = Template::new(&options);
        for _ in 0..8 {
            let text = layout.text(&layout.request(&mut dice));
            if lint(&text, &options).is_empty() {
                template.learn(&text);
            }
        }
        for round in 0..1000 {
            let mut parts = layout.request(&mut dice);
            for _ in 0..[0, 1, 1, 2][dice.roll(4)] {
                change(&mut parts, &mut dice);
            }
            let mut text = layout.text(&parts).into_bytes();
            for _ in 0..[0, 0, 1, 3][dice.roll(4)] {
                damage(&mut text, &mut dice);
            }
            found[round % 3] += usize::from(check_text(&mut template, &text, &options));
        }
    }
    // Otherwise, the test tests nothing.
    let share = found.iter().sum::<usize>() * 100 / (cases() * 1000);
    assert!(share >= 5, "{share} % are found clean");
}

/// What is before the path of a URL may change what its path means.
#[test]
fn urls_are_clean_only_if_they_are_valid() {
    const ORIGINS: [&str; 14] = [
        "https://shop.example/",
        "http://shop-1.example:8080/",
        "https://x-{{y/",
        "https://$(y/",
        "https://${y/",
        "https://x<%y/",
        "https://u{{:p@y/",
        "https://u:p@y/",
        "https:///",
        "https:////",
        "https:///h/",
        "https://%41/",
        "myapp://pay/",
        "https://shop.example?a=/",
    ];
    const PATHS: [&str; 16] = [
        "a", "b", "", "a}}", "c)", "c}", "%>", "c}}/d", ":80/x", "^/x", "a%zz/x", "[/x", "x y", "{{a}}",
        "h/x", "\\u0020",
    ];
    let dice = &mut Dice(7);
    let layout = Layout::any(dice);
    for origin in ORIGINS {
        let options = Options::default();
        let mut template = Template::new(&options);
        let mut parts = layout.request(dice);
        let mut text = |path: &str| {
            let url = parts.request.iter_mut().find(|(key, _)| key == "cancel_url").unwrap();
            url.1 = format!("\"{origin}{path}\"");
            layout.text(&parts)
        };
        for path in PATHS {
            let text = text(path);
            if lint(&text, &options).is_empty() {
                template.learn(&text);
            }
        }
        for path in PATHS {
            check_text(&mut template, text(path).as_bytes(), &options);
        }
    }
}

/// All that is reported of a stream with this name, in two formats.
fn report(name: &str, stream: &[u8], options: Options) -> Vec<String> {
    let mut report = vec![String::new(); 2];
    let stdin = Box::new(Cursor::new(stream.to_vec()));
    let renderers = [Format::Concise, Format::Envelope].map(|format| format.renderer(Style::default()));
    check::run(Arc::new(options), vec![Input::stdin(name)], stdin, renderers.into(), |checked| {
        assert!(checked.failure.is_none());
        report.iter_mut().zip(checked.entries).for_each(|(report, entries)| *report += &entries.text);
        Wanted::Everything
    });
    report
}

/// A stream of clean and of changed requests of a few layouts.
fn requests(dice: &mut Dice) -> Vec<Vec<u8>> {
    let layouts: Vec<Layout> = (0..=dice.roll(3)).map(|_| Layout::any(dice)).collect();
    let request = |_| {
        let layout = &layouts[dice.roll(layouts.len())];
        let mut parts = layout.request(dice);
        if dice.one_in(5) {
            change(&mut parts, dice);
        }
        let mut text = layout.text(&parts).into_bytes();
        if dice.one_in(10) {
            damage(&mut text, dice);
        }
        text
    };
    (0..200).map(request).collect()
}

#[test]
fn templates_make_no_difference_to_what_is_reported() {
    for case in 1..=cases() as u64 / 2 {
        let mut dice = Dice(case);
        let requests = requests(&mut dice);
        let max = [usize::MAX, 700][dice.roll(2)];
        for (name, start, between, end) in [
            ("-", "", "\n", ""),
            ("-", "\n", " \r\n\n", "\n"),
            ("-", "[", ",", "]"),
            ("-", "[\n", "\n,\n", "\n]\n"),
            ("-", "", " ", ""),
            ("a.ndjson", "", "\n", "\n"),
        ] {
            let stream = [start.as_bytes(), &requests.join(between.as_bytes()), end.as_bytes()].concat();
            let options = || Options::default().max_request_bytes(max);
            let expected = report(name, &stream, options().without_templates());
            let found = report(name, &stream, options());
            assert_eq!(found, expected, "case {case}, {name:?}, {between:?}");
        }
    }
}
