//! An error as the API answers it (contract §4).

use std::borrow::Cow;

/// An error of an envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError<'e> {
    /// The code: the vendor's, or one that begins with `LINT_`.
    pub code: Cow<'e, str>,
    /// The message: the vendor's, or the linter's.
    pub message: Cow<'e, str>,
    /// The field, in the style of the vendor's page.
    pub argument: Option<Cow<'e, str>>,
}

impl ApiError<'_> {
    /// The same, independent of what it was made from.
    pub fn into_owned(self) -> ApiError<'static> {
        let own = |text: Cow<str>| Cow::Owned(text.into_owned());
        ApiError { code: own(self.code), message: own(self.message), argument: self.argument.map(own) }
    }
}
