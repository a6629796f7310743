//! Random texts with requests in them, and what has to be found in them.

use std::io::Cursor;
use std::ops::Range;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;

use super::containers::{CONTAINERS, Container, Layout};
use super::noise;
use super::text::Text;
use crate::oracle::damage::pretty;
use crate::oracle::dice::Dice;
use crate::oracle::json;
use crate::oracle::request::{LINE, LOOSE, Tree, consistent};
use crate::oracle::wreck::wrecked;
use crate::support::{Outcome, lint};

/// Options of all runs. Requests of one text may have the same order ID.
pub(crate) const OPTIONS: [&str; 3] = ["--isolated", "--order-ids=off", "--quiet"];

/// Runs the linter on a text in a pipe.
pub(crate) fn ask(options: &[&str], text: impl Into<Vec<u8>>) -> Outcome {
    lint(&[&OPTIONS, options, &["-"]].concat(), Cursor::new(text.into()))
}

/// The findings in the output of `--format jsonl`, and the summary.
pub(crate) fn read(stdout: &str) -> (Vec<Value>, Value) {
    let mut lines: Vec<Value> = stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let summary = lines.pop().expect("a summary");
    assert_eq!(summary["kind"], "summary", "{stdout}");
    (lines, summary)
}

/// Notes with characters that have to be escaped somewhere.
const NOTES: [&str; 9] = [
    r#""Ayşe'nin siparişi""#,
    r#""5$ `x` ${y} {$z} !""#,
    r#""a\\b\\n""#,
    r#""C:\\temp\\new\\""#,
    r#""it's \"5\" \u0022""#,
    r#""</b>\/ & + 🎉 \t\r\n""#,
    r#""%s %7B {{ord}} \\\" \\\\""#,
    r#""{\"a\": [\"}\"]}""#,
    r#"{"it's":["'", "`", "\"", "\\"]}"#,
];

/// A request that is found: `amount` and `basket` are its own.
fn request() -> impl Strategy<Value = (Tree, u64)> {
    let wrong = (consistent(), any::<bool>()).prop_map(|(plan, is_wrong)| {
        let mut tree = plan.tree();
        if let Some(json) = tree.field(&["basket", "total_amount"]).filter(|_| is_wrong) {
            "1234567.8".clone_into(json);
        }
        (tree, plan.dress)
    });
    prop_oneof![wrong, wrecked()].prop_filter("amount and basket of its own", |(tree, _)| {
        let Tree::Object(members) = tree else { return false };
        ["amount", "basket"].iter().all(|key| members.iter().any(|(name, _)| name == key))
    })
}

/// What a text is made of: requests, each group in a container, and numbers that decide about the rest.
pub(crate) type Plan = Vec<(Vec<(Tree, u64)>, Index, u64)>;

/// Plans of so many containers.
pub(crate) fn plans(containers: Range<usize>) -> impl Strategy<Value = Plan> {
    vec((vec(request(), 1..3), any::<Index>(), any::<u64>()), containers)
}

/// A request with a note, as it is printed in a container.
fn printed((tree, dress): &(Tree, u64), layout: Layout, is_plain: bool) -> String {
    let (mut tree, mut dice) = (tree.clone(), Dice(*dress));
    if let Tree::Object(members) = &mut tree
        && dice.one_in(2)
    {
        let at = dice.roll(members.len() + 1);
        members.insert(at, ("not".to_owned(), Tree::Leaf(NOTES[dice.roll(NOTES.len())].to_owned())));
    }
    let dress = if is_plain { 0 } else { *dress };
    let line = tree.print(dress, &LINE);
    let text = match (layout, dice.roll(4)) {
        (Layout::Line, _) | (_, 0) => line,
        (Layout::Unix, _) | (_, 2) => pretty(&line, "  "),
        (Layout::Any, 1) => tree.print(dress, &LOOSE),
        (Layout::Any, _) => pretty(&line, dice.pick(&["", "\t"])).replace('\n', "\r\n"),
    };
    if is_plain { without_backslashes(&text) } else { text }
}

/// The same request with other characters for those that are escaped in its strings.
fn without_backslashes(request: &str) -> String {
    let (mut text, mut chars) = (String::new(), request.chars());
    while let Some(c) = chars.next() {
        match c {
            '\\' => text += if chars.next() == Some('"') { "''" } else { "//" },
            _ => text.push(c),
        }
    }
    text
}

/// A text with requests in it.
#[derive(Default)]
pub(crate) struct Sample {
    pub(crate) text: Text,
    /// The requests, in order.
    pub(crate) requests: Vec<String>,
    /// The containers, in order.
    pub(crate) parts: Vec<Part>,
}

/// A container of a text.
#[derive(Debug)]
pub(crate) struct Part {
    name: &'static str,
    /// Its bytes.
    pub(crate) text: Range<usize>,
    /// The numbers of its requests, from 0.
    pub(crate) requests: Range<usize>,
}

impl Sample {
    /// The text of a plan, with noise between the containers.
    pub(crate) fn of(plan: &Plan) -> Self {
        let mut sample = Self::default();
        for (requests, container, seed) in plan {
            sample.push(requests, &CONTAINERS[container.index(CONTAINERS.len())], *seed);
        }
        sample
    }

    /// The text of a plan with another container.
    pub(crate) fn in_container(plan: &Plan, container: &Container) -> Self {
        let mut sample = Self::default();
        for (requests, _, seed) in plan {
            sample.push(requests, container, *seed);
        }
        sample
    }

    /// Adds requests in a container, with noise around.
    fn push(&mut self, requests: &[(Tree, u64)], container: &Container, seed: u64) {
        let mut dice = Dice(seed);
        while dice.one_in(3) {
            self.text += noise::line(&mut dice);
        }
        let (start, first) = (self.text.to_string().len(), self.requests.len());
        let written = self.contained(requests, container.layout, container.write, dice.0);
        self.text += written;
        self.parts.push(Part {
            name: container.name,
            text: start..self.text.to_string().len(),
            requests: first..self.requests.len(),
        });
        while dice.one_in(3) {
            self.text += noise::line(&mut dice);
        }
    }

    /// The text of all requests of a plan in one file.
    pub(crate) fn in_file(plan: &Plan, write: fn(&[Text], &mut Dice) -> Text) -> Self {
        let mut sample = Self::default();
        let requests: Vec<_> = plan.iter().flat_map(|(requests, ..)| requests.clone()).collect();
        sample.text = sample.contained(&requests, Layout::Any, write, plan[0].2);
        sample
    }

    /// Adds these requests; returns a container of them.
    fn contained(
        &mut self,
        requests: &[(Tree, u64)],
        layout: Layout,
        write: fn(&[Text], &mut Dice) -> Text,
        seed: u64,
    ) -> Text {
        let first = self.requests.len();
        let write_as = |is_plain: &[bool]| {
            let texts = requests.iter().zip(is_plain).map(|(it, plain)| printed(it, layout, *plain));
            let texts: Vec<String> = texts.collect();
            let marked = texts.iter().enumerate().map(|(n, text)| Text::request(first + n, text));
            let written = write(&marked.collect::<Vec<_>>(), &mut Dice(seed));
            (texts, written)
        };
        // If backslashes are doubled, but quotes are not escaped, the text may be JSON as it is and JSON once it is decoded.
        // Which of these is meant, nobody can know.
        let (mut texts, mut written) = write_as(&vec![false; requests.len()]);
        let is_ambiguous = |(n, text): (usize, &String)| {
            let around = written.around(first + n);
            around != *text && json::parse(&around).is_some()
        };
        let ambiguous: Vec<bool> = texts.iter().enumerate().map(is_ambiguous).collect();
        if ambiguous.contains(&true) {
            (texts, written) = write_as(&ambiguous);
        }
        self.requests.extend(texts);
        written
    }

    /// A failure of this sample.
    pub(crate) fn fail(&self, what: &str) -> TestCaseError {
        let names: Vec<_> = self.parts.iter().map(|part| part.name).collect();
        let requests = self.requests.join("\n");
        TestCaseError::fail(format!("{what}\n{:?}\n{requests}\n--- text\n{}", names, self.text))
    }

    /// The findings of each request, as if it were alone, at their places in the text.
    pub(crate) fn expected(&self) -> Vec<Value> {
        let mut expected = Vec::new();
        for (n, request) in self.requests.iter().enumerate() {
            let places = self.text.places(n);
            for finding in read(&ask(&["--format=jsonl"], &**request).stdout).0 {
                let mut finding = places.moved(&finding);
                finding["request"] = (n + 1).into();
                expected.push(finding);
            }
        }
        expected
    }

    /// What `--json` prints: the envelope of each request.
    pub(crate) fn envelopes(&self) -> String {
        self.requests.iter().map(|request| ask(&["--json"], &**request).stdout).collect()
    }

    /// The text with each request fixed as if it were alone: as long as there is something that is safe to fix.
    pub(crate) fn fixed(&self) -> String {
        let mut text = self.text.clone();
        for (n, request) in self.requests.iter().enumerate() {
            let mut request = request.clone();
            loop {
                let edits = safe_edits(&request);
                for (range, replacement) in edits.iter().rev() {
                    request.replace_range(range.clone(), replacement);
                    text = text.replaced(n, range, replacement);
                }
                if edits.is_empty() {
                    break;
                }
            }
        }
        text.to_string()
    }
}

/// The safe edits of a request, in order.
fn safe_edits(request: &str) -> Vec<(Range<usize>, String)> {
    let (findings, _) = read(&ask(&["--format=jsonl"], request).stdout);
    let fixes = findings.iter().map(|finding| &finding["fix"]).filter(|fix| fix["applicability"] == "safe");
    let edit = |edit: &Value| {
        let byte = |end: &str| edit["span"][end]["byte"].as_u64().unwrap() as usize;
        (byte("start")..byte("end"), edit["replacement"].as_str().unwrap().to_owned())
    };
    let mut edits: Vec<_> = fixes.flat_map(|fix| fix["edits"].as_array().unwrap()).map(edit).collect();
    edits.sort_by_key(|(range, _)| range.start);
    edits.dedup();
    edits
}
