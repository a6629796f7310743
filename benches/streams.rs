//! How fast streams are checked, compared with two simpler programs on the same bytes in the same run: skimming them (`serde_json`
//! reads every request and keeps nothing) and splitting them into lines (`memchr`).
//!
//! The harness is written by hand: neither criterion nor divan prints the ratio of two benchmarks, and ratios are what
//! can be compared from one machine to the next. The programs run in turn, so that a slow moment affects all
//! of them; each figure is the median of the rounds.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::arithmetic_side_effects,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a benchmark prints what it computes, and may stop at the first surprise"
)]

use std::hint::black_box;
use std::io::Cursor;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Instant;

use hpplint::check::{self, Options};
use hpplint::input::Input;
use hpplint::render::{Format, Style};
use serde::de::IgnoredAny;
use serde_json::{Value, json};

/// The approximate number of bytes of a stream.
const SIZE: usize = 16 << 20;
const ROUNDS: usize = 9;

/// The measured programs, with their names.
type Work<'w> = (&'w str, Box<dyn Fn() + 'w>);

fn main() {
    // `cargo test --all-targets` runs this too, without the argument.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let all = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    println!("Streams of {} MiB, the medians of {ROUNDS} rounds; \"all\" threads are {all}.", SIZE >> 20);
    println!("In brackets: how fast, as a ratio to skimming.\n");
    for is_pretty in [false, true] {
        for items in [1, 3, 100] {
            for (wrong, share) in [(0, "clean"), (100, "1 % wrong")] {
                let bytes = stream(items, wrong, is_pretty);
                let layout = if is_pretty { "pretty" } else { "minified" };
                println!("items: {items}, {layout}, {share}");
                compare(bytes.len(), &beside_yardsticks(&bytes, is_pretty, all));
            }
        }
    }
    let (clean, wrong) = (stream(3, 0, false), stream(3, 1, false));
    let one = NonZeroUsize::MIN;
    println!("items: 3, minified, every request wrong (in brackets: as a ratio to clean)");
    let work: [Work; 2] = [
        ("clean, one thread", Box::new(|| check(&clean, Format::Concise, one))),
        ("wrong, one thread", Box::new(|| check(&wrong, Format::Concise, one))),
    ];
    compare(clean.len(), &work);
    hostile();
}

/// Generates an input of about so many bytes.
type Generate<'g> = Box<dyn Fn(usize) -> String + 'g>;

/// Shows that the time grows linearly for inputs that are built to be slow. `benches/linear` has more of them.
fn hostile() {
    let fill = |part: &str, size: usize| part.repeat(size / part.len());
    let items = |item: &str, size| {
        format!(r#"{{"amount":1,"basket":{{"basket_items":[{}{{}}]}}}}"#, fill(&format!("{item},"), size))
    };
    let one = items("{}", 0);
    let work: [(&str, Format, Generate); 10] = [
        (
            "blank lines in a request",
            Format::Concise,
            Box::new(|size| one.replacen(',', &format!(",{}", fill("\n", size)), 1)),
        ),
        ("blank lines between", Format::Concise, Box::new(|size| format!("{one}{}{one}", fill("\n", size)))),
        (
            "indented lines after",
            Format::Concise,
            Box::new(|size| items("{}", size) + &fill("\n  log", size)),
        ),
        ("unclosed brackets", Format::Concise, Box::new(|size| fill("[", size))),
        ("unclosed braces", Format::Concise, Box::new(|size| fill("{", size))),
        ("numbers as items", Format::Envelope, Box::new(|size| items("1", size))),
        ("items without order ID", Format::Gitlab, Box::new(|size| items(r#"{"price":-1}"#, size))),
        ("duplicate keys", Format::Human, Box::new(|size| items(r#"{"price":1,"price":2}"#, size))),
        (
            "line prices",
            Format::Sarif,
            Box::new(|size| items(r#"{"price":1,"unit_price":2,"quantity":3}"#, size)),
        ),
        (
            "a long number",
            Format::Human,
            Box::new(|size| one.replacen('1', &format!("\"{}\"", fill("9", size)), 1)),
        ),
    ];
    println!("hostile inputs of 1, 2 and 4 MiB, one thread: milliseconds");
    for (name, format, generate) in work {
        print!("  {name:<26}{:<10}", format!("{format:?}"));
        for size in [1 << 20, 2 << 20, 4 << 20] {
            let bytes = Arc::from(generate(size).into_bytes());
            let mut seconds = [(); 3].map(|()| {
                let start = Instant::now();
                check(&bytes, format, NonZeroUsize::MIN);
                start.elapsed().as_secs_f64()
            });
            print!("{:>8.1}", median(&mut seconds) * 1000.0);
        }
        println!();
    }
}

/// What is done with a stream; the first is what the others are compared with.
fn beside_yardsticks(bytes: &Arc<[u8]>, is_pretty: bool, all: NonZeroUsize) -> [Work<'_>; 5] {
    let one = NonZeroUsize::MIN;
    [
        ("skimming", Box::new(move || if is_pretty { skim(bytes) } else { skim_lines(bytes) })),
        ("splitting into lines", Box::new(|| split(bytes))),
        ("concise, one thread", Box::new(move || check(bytes, Format::Concise, one))),
        ("concise, all threads", Box::new(move || check(bytes, Format::Concise, all))),
        ("envelope, all threads", Box::new(move || check(bytes, Format::Envelope, all))),
    ]
}

/// Measures, round after round, and prints a row for each.
fn compare(length: usize, work: &[Work]) {
    let mut seconds = vec![Vec::new(); work.len()];
    for _ in 0..ROUNDS {
        for (seconds, (_, work)) in seconds.iter_mut().zip(work) {
            let start = Instant::now();
            work();
            seconds.push(start.elapsed().as_secs_f64());
        }
    }
    let speeds: Vec<f64> = seconds.iter_mut().map(|seconds| length as f64 / median(seconds) / 1e6).collect();
    for ((name, _), speed) in work.iter().zip(&speeds) {
        println!("  {name:<22}{speed:>8.0} MB/s  ({:.2})", speed / speeds[0]);
    }
    println!();
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Checks a stream on standard input, from the first byte to the text that would be written.
fn check(bytes: &Arc<[u8]>, format: Format, threads: NonZeroUsize) {
    let options = Arc::new(Options::default().threads(threads));
    let stdin = Box::new(Cursor::new(Arc::clone(bytes)));
    check::run(options, vec![Input::stdin("-")], stdin, vec![format.renderer(Style::default())], |checked| {
        assert!(checked.failure.is_none());
        black_box(checked);
        check::Wanted::Everything
    });
}

fn skim(bytes: &[u8]) {
    for request in serde_json::Deserializer::from_slice(bytes).into_iter::<IgnoredAny>() {
        black_box(request.unwrap());
    }
}

fn skim_lines(bytes: &[u8]) {
    lines(bytes).for_each(|line| {
        black_box(serde_json::from_slice::<IgnoredAny>(line).unwrap());
    });
}

fn split(bytes: &[u8]) {
    lines(bytes).for_each(|line| {
        black_box(line);
    });
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut start = 0;
    memchr::memchr_iter(b'\n', bytes).map(move |newline| {
        let line = &bytes[start..newline];
        start = newline + 1;
        line
    })
}

/// Requests of so many items, one after the other. Each `wrong`th has a wrong amount; none if that is 0.
fn stream(items: usize, wrong: usize, is_pretty: bool) -> Arc<[u8]> {
    let mut bytes = Vec::with_capacity(SIZE + SIZE / 8);
    for number in 1.. {
        let request = request(number, items, wrong > 0 && number % wrong == 0);
        let text = if is_pretty { serde_json::to_vec_pretty(&request) } else { serde_json::to_vec(&request) };
        bytes.extend(text.unwrap());
        bytes.push(b'\n');
        if bytes.len() >= SIZE {
            break;
        }
    }
    bytes.into()
}

/// A request like those of a shop, of about 1.4 KB with three items.
fn request(number: usize, items: usize, is_wrong: bool) -> Value {
    let lira = |kurus: usize| kurus as f64 / 100.0;
    let price = |item: usize| 1_995 + (number * 31 + item * 17) % 90_000;
    let products: usize = (0..items).map(price).sum();
    let discount = 500;
    let basket_items: Vec<Value> = (0..items)
        .map(|item| {
            json!({
                "product_id": format!("{}", 4_000_000 + number * 7 + item),
                "name": format!("Çizgili pamuklu gömlek, beden {}", 36 + item % 12),
                "category": "Giyim > Kadın > Gömlek",
                "image_url": format!("https://shop.example/products/{}/front.jpg", number + item),
                "quantity": 1,
                "unit_price": lira(price(item)),
                "price": lira(price(item)),
            })
        })
        .collect();
    json!({
        "amount": lira(products - discount + usize::from(is_wrong)),
        "currency": "TRY",
        "order_id": format!("2026-{number:09}"),
        "order_date": "2026-04-17",
        "cancel_url": format!("https://shop.example/checkout/{number}/cancel"),
        "success_url": format!("https://shop.example/checkout/{number}/success"),
        "notification_url": "https://shop.example/hooks/payment",
        "query_shipping_option_url": "https://shop.example/hooks/shipping",
        "agreements_iframe_url": "https://shop.example/agreements",
        "basket": {
            "total_product_amount": lira(products),
            "total_discount_amount": lira(discount),
            "total_amount": lira(products - discount),
            "basket_items": basket_items,
            "discounts": [{ "amount": lira(discount) }],
        },
    })
}
