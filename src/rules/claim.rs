//! What a finding says, as values. `render::words` turns it into sentences.

use std::borrow::Cow;

use super::cause::Cause;
use super::facts::PriorUse;
use crate::input::{FileType, FrameError};
use crate::json::Kind;
use crate::json::syntax::SyntaxErrorKind;
use crate::request::{Money, Number, Path, Type, amount::OutOfRange, totals::Declared};
use crate::text::Position;

/// What is wrong, one variant for each kind of sentence. Texts of the request are JSON, as they are written in it; sums that
/// are `None` are those that an exact decimal cannot hold.
#[derive(Clone, Debug)]
pub enum Claim<'a> {
    /// A declared total is not its sum. The difference is declared − sum.
    TotalDiffers { total: Declared, declared: Number<'a>, sum: Money, difference: Option<Money> },
    /// A total is 0, and so is the only product.
    NothingToPay(Number<'a>),
    /// The session's owner is not the user that the access token belongs to.
    OtherOwner { owner: &'a str, token_user: String },
    /// The session's owner is not a known user.
    UnknownOwner(&'a str),
    /// The order ID was used before.
    OrderIdUsed(&'a str, PriorUse),
    /// The text is not one request.
    NotARequest(NotARequest<'a>),
    /// The field is in its object more than once.
    DuplicateKey,
    /// The field is missing, or there as `null`. A key, without its quotes, that seems to be meant for it.
    MissingField { is_null: bool, found: Option<&'a str> },
    /// The value is of another type.
    WrongType { wanted: Kind, value: &'a str },
    /// A number that an exact decimal cannot hold, and why.
    OutOfRange(Number<'a>, OutOfRange),
    /// The sum for a declared total, which an exact decimal cannot hold, and why.
    SumOutOfRange(Declared, OutOfRange),
    /// An amount is below 0. For a discount, also the amount to write instead.
    Negative { amount: Number<'a>, discount: Option<Money> },
    /// The request does not give exactly the errors with these codes. Both lists are in the order of the registry.
    UnmetCodes { expected: Vec<&'static str>, found: Vec<&'static str> },
    /// The request does not give exactly these errors.
    UnmetErrors { expected: Vec<ApiError>, found: Vec<ApiError> },
    /// `amount` is 0, and the documentation does not say what happens: every product is free, or the discounts are as high
    /// as the prices.
    ZeroAmount { amount: Number<'a>, is_free: bool },
    /// An item's `price` is not its `unit_price` × `quantity`.
    LinePrice { price: Number<'a>, unit_price: Number<'a>, quantity: Number<'a>, product: Option<Money> },
    /// An amount has more decimals than its currency.
    TooManyDecimals {
        amount: Number<'a>,
        /// Its decimals, without zeros at the end.
        decimals: u32,
        /// The currency's code.
        currency: Cow<'a, str>,
        /// The currency's decimals.
        allowed: u32,
        /// The amount that is meant, if the rest is noise of binary floating point.
        meant: Option<Money>,
    },
    /// `basket_items` is empty.
    EmptyBasket,
    /// A key, without its quotes, looks like the name of a field that is missing.
    Misspelt { key: &'a str, meant: &'static str },
    /// Parameters that are documented as required are missing.
    MissingParameters(Vec<MissingParameter>),
    /// A parameter outside the basket is not valid. It has its value if a message may show that: if it is short, and not
    /// personal.
    InvalidParameter { value: Option<&'a str>, fault: ParameterFault },
}

/// An error as the API answers it (contract §4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// The code: the vendor's, or one that begins with `LINT_`.
    pub code: Cow<'static, str>,
    /// The message: the vendor's, or the linter's.
    pub message: Cow<'static, str>,
    /// The field, in the style of the vendor's page.
    pub argument: Option<Cow<'static, str>>,
}

/// Why a text is not one request.
#[derive(Clone, Debug)]
pub enum NotARequest<'a> {
    /// Its place in the source shows it. A request may have so many bytes.
    Frame { error: FrameError, max_bytes: usize },
    /// It is not a JSON object.
    Syntax(SyntaxErrorKind<'a>),
    /// It is something else, in which there may be requests.
    Other { what: Other, inside: Option<Inside> },
}

/// What a text is that is not a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Other {
    /// An object that has neither `amount` nor `basket`.
    Json,
    /// An object that the API answers.
    Answer,
    /// An object that should be the `basket` of a request.
    Basket,
    /// A text that is not JSON, or no text.
    File(FileType),
    /// A JSON value of this kind, which is not an object.
    Value(Kind),
}

/// The requests in a text that is not one, which `--find` would check.
#[derive(Clone, Debug)]
pub struct Inside {
    /// How many there are, and whether there may be more after the text that was searched.
    pub count: u64,
    pub is_cut: bool,
    /// Where the first one begins.
    pub first: Position,
    /// In JSON, the keys and indices that lead to it, or to a string that holds it.
    pub route: Option<String>,
    /// Whether the route leads to a string that holds it.
    pub is_in_string: bool,
}

/// Required parameters that are missing, and that are only of use together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingParameter {
    pub names: Vec<&'static str>,
    /// The parameter that may be there instead of them.
    pub alternative: Option<&'static str>,
}

/// Why a parameter cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterFault {
    /// It is of the first type, and should be of the second.
    WrongType(Kind, Type),
    /// It is empty.
    Empty,
    /// It has only white space.
    Blank,
    /// It has a placeholder of a template.
    Placeholder,
    /// It is not a URL, for this reason.
    InvalidUrl(url::ParseError),
    /// It is a URL without a host.
    NoHost,
    /// It is a URL with a scheme that no browser opens; http or https, if it is close to one of them.
    OtherScheme(Option<&'static str>),
    /// It is a URL with white space before or after it.
    SpaceAroundUrl,
    /// It is a URL with white space in it.
    SpaceInUrl,
    /// It is not a currency of ISO 4217; the code that is meant, if there is one.
    UnknownCurrency(Option<&'static str>),
}

/// What an operand is to the finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It is added.
    Plus(Money),
    /// It is subtracted.
    Minus(Money),
    /// The price of one piece.
    UnitPrice,
    /// The number of pieces.
    Quantity,
    /// The first place of the key.
    FirstKey,
    /// A key that is meant to be this one.
    Meant(&'static str),
}

/// Why it is not certain that a total is what is wrong.
#[derive(Clone, Debug)]
pub enum Doubt<'a> {
    /// This total differs from its sum as well.
    OtherTotal(Declared),
    /// Not all of the other totals can be read.
    OtherTotalsUnreadable,
    /// The total is right if the basket has this mistake.
    Basket(Box<Cause<'a>>),
    /// The price of this item is not its `unit_price` × `quantity`.
    ItemPrice(Path<'static>),
    /// The number at this path is below 0.
    Negative(Path<'static>),
    /// This field is there more than once.
    DuplicateKey(&'static str),
    /// This key seems to be misspelt.
    Misspelt(&'a str),
    /// The sum has more decimals than the currency.
    TooManyDecimals(Money),
    /// An amount that is added up has more decimals than the currency.
    TooFine(Path<'static>),
    /// The sum is 0.
    ZeroSum,
    /// The number is in quotes.
    Quoted,
}
