//! Learns the layouts of a request that the strict reader and all rules found clean.

use iso_currency::Currency;

use super::layout::{Hole, KeyRole, Layout, Member};
use crate::json::{Cursor, Kind, unquote};
use crate::request::{Basket, Discount, Item, Place, Request, Required, Type};
use crate::rules::lint_misspelt_field::may_be_misspelt;

/// Learns the layouts of a request.
pub(super) struct Learner<'l, 't> {
    pub(super) layouts: &'l mut [Layout; 4],
    pub(super) cursor: Cursor<'t>,
    /// Whether the session's owner is compared with what is known of users.
    pub(super) knows_users: bool,
    /// Whether anything was new.
    pub(super) is_new: bool,
}

impl<'t> Learner<'_, 't> {
    /// Learns the layout of the object here, and of those in it; `None` if it has a key that is repeated or has an
    /// escape, or too many keys.
    pub(super) fn object(&mut self, place: Place) -> Option<()> {
        let (mut end, mut count, mut keys, mut present) = (self.cursor.at(), 0, 0, 0);
        self.cursor.eat(b'{').then_some(())?;
        while self.cursor.next_element(count, b'}')? {
            let key = self.cursor.key()?;
            let name = self.cursor.cut(key).filter(|name| !name.contains('\\'))?;
            let (start, value) = (self.cursor.at(), self.cursor.clone().value()?);
            let (hole, offset) = self.hole(place, name, value)?;
            let is_compound = matches!(hole, Hole::Basket | Hole::Items | Hole::Discounts);
            let text = self.cursor.cut(end..start + if is_compound { offset } else { value.len() })?;
            let mut member = Member::new(text, start + offset - end, hole, count == 0);
            let role = key_role(place, name);
            member.key = self.layout(place)?.bit(name, role)?;
            let is_missing = role == KeyRole::Field && Kind::of(value) == Kind::Null;
            member.present = if is_missing { 0 } else { member.key };
            if keys & member.key != 0 {
                return None;
            }
            (keys, present, count) = (keys | member.key, present | member.present, count + 1);
            self.is_new |= self.layout(place)?.add(member)?;
            self.value(hole)?;
            end = self.cursor.at();
        }
        let text = self.cursor.since(end)?;
        self.is_new |= self.layout(place)?.add(Member::new(text, text.len(), Hole::End, count == 0))?;
        self.is_new |= self.layout(place)?.add_complete(present)?;
        Some(())
    }

    fn layout(&mut self, place: Place) -> Option<&mut Layout> {
        self.layouts.get_mut(place.object_index())
    }

    /// Reads a value, and learns the layouts of the objects in it.
    fn value(&mut self, hole: Hole) -> Option<()> {
        match hole {
            Hole::Basket => self.object(Place::Basket),
            Hole::Items => self.array(Place::Item(0)),
            Hole::Discounts => self.array(Place::Discount(0)),
            _ => self.cursor.skip_value(),
        }
    }

    fn array(&mut self, place: Place) -> Option<()> {
        self.cursor.eat(b'[').then_some(())?;
        let mut count = 0;
        while self.cursor.next_element(count, b']')? {
            self.object(place)?;
            count += 1;
        }
        Some(())
    }

    /// What varies in the value of a member, and how much of the value comes before it.
    fn hole(&self, place: Place, name: &str, value: &'t str) -> Option<(Hole, usize)> {
        let constant = Some((Hole::Nothing, value.len()));
        let kind = Kind::of(value);
        if kind == Kind::Null {
            return constant;
        }
        let Some(parameter) = place.parameters().iter().find(|parameter| parameter.name == name) else {
            return Some(if kind == Kind::String { (Hole::Text, 1) } else { (Hole::Other, 0) });
        };
        match parameter.kind {
            Type::Number => Some((amount(place, name)?, 0)),
            Type::Basket => Some((Hole::Basket, 0)),
            Type::Items => Some((Hole::Items, 1)),
            Type::Discounts => Some((Hole::Discounts, 1)),
            Type::Currency => {
                let decimals = Currency::from_code(unquote(value))?.exponent()?;
                Some((Hole::Currency(u8::try_from(decimals).ok()?), value.len()))
            }
            Type::Url => url_path(value).map(|start| (Hole::UrlPath, start)).or(constant),
            Type::Id if self.knows_users => constant,
            Type::Id if kind == Kind::Number => Some((Hole::Id, 0)),
            Type::Text if name == Request::order_id => Some((Hole::OrderId, 1)),
            Type::Text if parameter.required == Required::Always => Some((Hole::Required, 1)),
            Type::Text | Type::Id => Some((Hole::Parameter, 1)),
            Type::Boolean => constant,
        }
    }
}

/// What a key means for the rules about keys.
fn key_role(place: Place, name: &str) -> KeyRole {
    if place.parameters().iter().any(|parameter| parameter.name == name) {
        KeyRole::Field
    } else if may_be_misspelt(place, name) {
        KeyRole::Doubtful
    } else {
        KeyRole::Harmless
    }
}

/// The hole of a number.
fn amount(place: Place, name: &str) -> Option<Hole> {
    Some(match (place, name) {
        (Place::Request, Request::amount) => Hole::Amount,
        (Place::Basket, Basket::total_product_amount) => Hole::TotalProductAmount,
        (Place::Basket, Basket::total_amount) => Hole::TotalAmount,
        (Place::Basket, Basket::total_discount_amount) => Hole::TotalDiscountAmount,
        (Place::Item(_), Item::price) => Hole::Price,
        (Place::Item(_), Item::unit_price) => Hole::UnitPrice,
        (Place::Item(_), Item::quantity) => Hole::Quantity,
        (Place::Discount(_), Discount::amount) => Hole::Discount,
        _ => return None,
    })
}

/// Where the path of a valid URL begins, after a slash: whatever is there, the URL is valid, unless it has white space or a
/// placeholder. A host of other characters may be empty for the URL's parser, or the beginning of a placeholder.
fn url_path(value: &str) -> Option<usize> {
    let start = ["\"https://", "\"http://"].into_iter().find(|start| value.starts_with(start))?.len();
    let (host, _) = value.get(start..)?.split_once('/')?;
    let is_usual = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':');
    let begins = host.starts_with(|letter: char| letter.is_ascii_alphanumeric());
    (begins && host.bytes().all(is_usual)).then_some(start + host.len() + 1)
}
