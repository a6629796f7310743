//! The files that `benches/processes` measures.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use super::requests::{Layout, Stream, Wrong};

/// Their names, and how many requests they have.
const FILES: [(&str, usize, Layout, Wrong); 6] = [
    ("big.ndjson", 200_000, Layout::Minified, Wrong::Percent),
    ("pretty.json", 200_000, Layout::Pretty, Wrong::Percent),
    ("shuffled.ndjson", 50_000, Layout::Shuffled, Wrong::Clean),
    ("mixed.ndjson", 100_000, Layout::Mixed, Wrong::Clean),
    ("varied.ndjson", 100_000, Layout::Varied, Wrong::Clean),
    ("wrong.ndjson", 100_000, Layout::Minified, Wrong::All),
];

/// The number of small files, of one request each.
const SMALL: usize = 5_000;

/// Writes the files, and the small ones into `small`.
pub fn files(folder: &Path) {
    let small = folder.join("small");
    fs::create_dir_all(&small).unwrap();
    for (name, count, layout, wrong) in FILES {
        let stream = Stream { layout, items: None, wrong };
        let mut file = BufWriter::new(File::create(folder.join(name)).unwrap());
        (1..=count).for_each(|number| file.write_all(&stream.request(number)).unwrap());
        file.flush().unwrap();
    }
    let stream = Stream { layout: Layout::Minified, items: None, wrong: Wrong::Percent };
    for number in 1..=SMALL {
        fs::write(small.join(format!("{number:05}.json")), stream.request(number)).unwrap();
    }
}
