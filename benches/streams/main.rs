//! How fast streams are checked, compared with skimming the same bytes in the same run: `serde_json` reads every request
//! on one core and keeps nothing.
//!
//! The harness is written by hand: neither criterion nor divan prints the ratio of two benchmarks, and ratios are what
//! can be compared from one machine to the next. The programs run in turn, and of each, the fastest round counts: what
//! else runs on the machine only makes a round slower.
//!
//! `benches/processes` measures whole processes. It runs this program too: with `--skim FILE` or `--write FOLDER`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::arithmetic_side_effects,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::cast_precision_loss,
    reason = "a benchmark prints what it computes, and may stop at the first surprise"
)]

mod requests;
mod skim;
mod write;

use std::hint::black_box;
use std::io::Cursor;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use hpplint::check::{self, Options};
use hpplint::input::Input;
use hpplint::render::{Format, Style};

use requests::{Layout, Stream, Wrong};

/// The approximate number of bytes of a stream.
const SIZE: usize = 16 << 20;
const ROUNDS: usize = 9;

/// The streams: how many items a request has, how it is written, and which requests are wrong.
const STREAMS: [(Option<usize>, Layout, Wrong); 19] = [
    (Some(1), Layout::Minified, Wrong::Clean),
    (Some(1), Layout::Minified, Wrong::Percent),
    (Some(1), Layout::Minified, Wrong::All),
    (Some(3), Layout::Minified, Wrong::Clean),
    (Some(3), Layout::Minified, Wrong::Percent),
    (Some(3), Layout::Minified, Wrong::All),
    (Some(100), Layout::Minified, Wrong::Clean),
    (Some(100), Layout::Minified, Wrong::Percent),
    (Some(100), Layout::Minified, Wrong::All),
    (Some(1), Layout::Pretty, Wrong::Clean),
    (Some(3), Layout::Pretty, Wrong::Clean),
    (Some(3), Layout::Pretty, Wrong::Percent),
    (Some(3), Layout::Pretty, Wrong::All),
    (Some(100), Layout::Pretty, Wrong::Clean),
    (None, Layout::Minified, Wrong::Clean),
    (None, Layout::Mixed, Wrong::Clean),
    (None, Layout::Varied, Wrong::Clean),
    (None, Layout::Shuffled, Wrong::Clean),
    (None, Layout::Shuffled, Wrong::Percent),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["--skim", file] => println!("{}", skim::lines_of(Path::new(file))),
        ["--skim-pretty", file] => println!("{}", skim::values_of(Path::new(file))),
        ["--write", folder] => write::files(Path::new(folder)),
        // `cargo test --all-targets` runs this too, without the argument.
        _ if arguments.contains(&"--bench") => streams(),
        _ => {}
    }
}

/// Measures each stream, and prints a row of a Markdown table for it.
fn streams() {
    let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    println!(
        "Streams of {} MiB: how fast, as a ratio to skimming; the fastest of {ROUNDS} rounds.\n",
        SIZE >> 20
    );
    println!(
        "| items | layout | requests | skimming, MB/s | `concise`, one thread | `concise`, {threads} threads | \
         `--json`, {threads} threads |\n|---|---|---|---|---|---|---|"
    );
    for (items, layout, wrong) in STREAMS {
        let stream = Stream { layout, items, wrong };
        let bytes: Arc<[u8]> = stream.of_size(SIZE).into();
        let one = NonZeroUsize::MIN;
        let work: [&dyn Fn(); 4] = [
            &|| skim::skim(&bytes, layout == Layout::Pretty),
            &|| check(&bytes, Format::Concise, one),
            &|| check(&bytes, Format::Concise, threads),
            &|| check(&bytes, Format::Envelope, threads),
        ];
        let [skim, ratios @ ..] = seconds(work);
        let items = items.map_or("1 to 5".to_owned(), |items| items.to_string());
        print!("| {items} | {layout} | {wrong} | {:.0} |", bytes.len() as f64 / skim / 1e6);
        for seconds in ratios {
            print!(" {:.2} |", skim / seconds);
        }
        println!();
    }
}

/// The fewest seconds that each work takes. They run in turn.
fn seconds<const N: usize>(work: [&dyn Fn(); N]) -> [f64; N] {
    let mut seconds = [f64::INFINITY; N];
    for _ in 0..ROUNDS {
        for (seconds, work) in seconds.iter_mut().zip(work) {
            let start = Instant::now();
            work();
            *seconds = seconds.min(start.elapsed().as_secs_f64());
        }
    }
    seconds
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
