//! Colours for a terminal.

use std::fmt::Display;

use anstyle::{AnsiColor, Style};

/// What a part of a text is, which decides about its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// An error, or how many there are.
    Error,
    /// A warning, or how many there are.
    Warning,
    /// The name of a help.
    Help,
    /// That nothing is wrong.
    Success,
    /// What the reader looks for: a code, a place, a heading, a command.
    Strong,
    /// A name or a value in a sentence.
    Code,
    /// A word that is stressed.
    Emphasis,
    /// A line of a diff that is removed.
    Removed,
    /// A line of a diff that is added.
    Added,
    /// The numbers of the lines of a diff that follow.
    Hunk,
}

impl Tone {
    /// Its colour.
    pub fn style(self) -> Style {
        match self {
            Self::Error => AnsiColor::Red.on_default().bold(),
            Self::Warning => AnsiColor::Yellow.on_default().bold(),
            Self::Success | Self::Added => AnsiColor::Green.on_default(),
            Self::Help => AnsiColor::Cyan.on_default().bold(),
            Self::Strong => Style::new().bold(),
            Self::Removed => AnsiColor::Red.on_default(),
            Self::Emphasis => Style::new().italic(),
            Self::Code | Self::Hunk => AnsiColor::Cyan.on_default(),
        }
    }
}

/// The text in the colour of its tone if it `is_colored`, which the caller has decided; otherwise the text.
pub fn paint(text: impl Display, tone: Tone, is_colored: bool) -> String {
    if is_colored {
        let style = tone.style();
        format!("{style}{text}{style:#}")
    } else {
        text.to_string()
    }
}
