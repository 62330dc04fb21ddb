//! Algebra, derivatives and integrals. The rules come with the problem; conditions are named.

use egg::{define_language, merge_option, Analysis, Condition, ConditionalApplier, DidMerge, Id, Pattern, Rewrite, Subst, Var};
use ordered_float::NotNan;
use std::sync::Arc;

type EGraph = egg::EGraph<Math, Folding>;

define_language! {
    pub enum Math {
        "d" = Derivative([Id; 2]),
        "i" = Integral([Id; 2]),
        "+" = Add([Id; 2]),
        "-" = Sub([Id; 2]),
        "*" = Mul([Id; 2]),
        "/" = Div([Id; 2]),
        "pow" = Pow([Id; 2]),
        "ln" = Ln(Id),
        "sqrt" = Sqrt(Id),
        "sin" = Sin(Id),
        "cos" = Cos(Id),
        Constant(NotNan<f64>),
        Symbol(egg::Symbol),
    }
}

/// Constant folding, and which classes are variables.
#[derive(Default)]
pub struct Folding;

#[derive(Debug, Clone)]
pub struct Fact {
    value: Option<NotNan<f64>>,
    symbol: bool,
}

impl Analysis<Math> for Folding {
    type Data = Fact;

    fn make(egraph: &mut EGraph, node: &Math, _: Id) -> Fact {
        let of = |i: &Id| egraph[*i].data.value;
        let both = |a: &Id, b: &Id| of(a).zip(of(b));
        let value = match node {
            Math::Constant(c) => Some(*c),
            Math::Add([a, b]) => both(a, b).map(|(x, y)| x + y),
            Math::Sub([a, b]) => both(a, b).map(|(x, y)| x - y),
            Math::Mul([a, b]) => both(a, b).map(|(x, y)| x * y),
            Math::Div([a, b]) => both(a, b).filter(|(_, y)| **y != 0.0).map(|(x, y)| x / y),
            _ => None,
        };
        Fact { value, symbol: matches!(node, Math::Symbol(_)) }
    }

    fn merge(&mut self, to: &mut Fact, from: Fact) -> DidMerge {
        let symbol = DidMerge(!to.symbol && from.symbol, to.symbol && !from.symbol);
        to.symbol |= from.symbol;
        symbol | merge_option(&mut to.value, from.value, |_, _| DidMerge(false, false))
    }

    fn modify(egraph: &mut EGraph, id: Id) {
        if let Some(value) = egraph[id].data.value {
            let constant = egraph.add(Math::Constant(value));
            egraph.union(id, constant);
        }
    }
}

/// The rules of a problem.
pub fn rules(rows: &[Vec<String>]) -> Vec<Rewrite<Math, Folding>> {
    rows.iter().map(|row| rule(row)).collect()
}

fn rule(row: &[String]) -> Rewrite<Math, Folding> {
    let pattern = |text: &str| -> Pattern<Math> { text.parse().unwrap_or_else(|_| panic!("{text} is no pattern")) };
    let (left, right) = (pattern(&row[1]), pattern(&row[2]));
    let conditions: Arc<Vec<Test>> = Arc::new(row[3..].iter().map(|text| Test::parse(text)).collect());
    let made = if conditions.is_empty() {
        Rewrite::new(row[0].as_str(), left, right)
    } else {
        Rewrite::new(row[0].as_str(), left, ConditionalApplier { condition: All(conditions), applier: right })
    };
    made.unwrap_or_else(|e| panic!("{}: {e}", row[0]))
}

struct All(Arc<Vec<Test>>);

impl Condition<Math, Folding> for All {
    fn check(&self, egraph: &mut EGraph, _: Id, subst: &Subst) -> bool {
        self.0.iter().all(|test| test.holds(egraph, subst))
    }
}

enum Test {
    NonZero(Var),
    Constant(Var),
    Symbol(Var),
    Distinct(Var, Var),
}

impl Test {
    fn parse(text: &str) -> Test {
        let words: Vec<&str> = text.split(' ').collect();
        let var = |i: usize| -> Var { words[i].parse().expect("a variable") };
        match words[0] {
            "nonzero" => Test::NonZero(var(1)),
            "constant" => Test::Constant(var(1)),
            "symbol" => Test::Symbol(var(1)),
            "distinct" => Test::Distinct(var(1), var(2)),
            other => panic!("no condition {other}"),
        }
    }

    fn holds(&self, egraph: &EGraph, subst: &Subst) -> bool {
        let fact = |v: &Var| &egraph[subst[*v]].data;
        match self {
            Test::NonZero(v) => fact(v).value.map_or(true, |value| *value != 0.0),
            Test::Constant(v) => fact(v).value.is_some(),
            Test::Symbol(v) => fact(v).symbol,
            Test::Distinct(v, w) => egraph.find(subst[*v]) != egraph.find(subst[*w]) && (fact(v).value.is_some() || fact(v).symbol),
        }
    }
}
