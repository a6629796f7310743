//! A rule's code as an option's value.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StyledStr, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, Error};

use crate::rules::{self, RULES, Rule};
use crate::text::closest;

/// Reads a rule's code, in whatever case it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct CodeParser;

impl TypedValueParser for CodeParser {
    type Value = &'static Rule;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Self::Value, Error> {
        let code = value.to_string_lossy();
        rules::find(&code).ok_or_else(|| {
            let mut error = Error::new(ErrorKind::InvalidValue).with_cmd(command);
            let arg = arg.map(ToString::to_string).unwrap_or_default();
            error.insert(ContextKind::InvalidArg, ContextValue::String(arg));
            error.insert(ContextKind::InvalidValue, ContextValue::String(code.clone().into_owned()));
            if let Some(meant) = closest(&code, RULES.iter().map(|rule| rule.code)) {
                error.insert(ContextKind::SuggestedValue, ContextValue::String(meant.to_owned()));
            } else {
                let tip = StyledStr::from("--list-rules lists the codes");
                error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip]));
            }
            error
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(RULES.iter().map(|rule| PossibleValue::new(rule.code).help(rule.summary))))
    }
}
