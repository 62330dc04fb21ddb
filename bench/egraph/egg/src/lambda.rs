//! A lambda calculus with named variables: substitution has to step around capture by itself, which slots do for us.

use egg::{define_language, merge_option, rewrite, Analysis, Applier, DidMerge, Id, Pattern, PatternAst, Rewrite, Subst, Symbol, Var};
use std::collections::BTreeSet;

type EGraph = egg::EGraph<Lambda, Facts>;

define_language! {
    pub enum Lambda {
        Bool(bool),
        Num(i32),
        "var" = Variable(Id),
        "+" = Add([Id; 2]),
        "=" = Eq([Id; 2]),
        "app" = App([Id; 2]),
        "lam" = Lam([Id; 2]),
        "let" = Let([Id; 3]),
        "fix" = Fix([Id; 2]),
        "if" = If([Id; 3]),
        Symbol(Symbol),
    }
}

/// Free variables and constants.
#[derive(Default)]
pub struct Facts;

#[derive(Debug)]
pub struct Fact {
    free: BTreeSet<Id>,
    constant: Option<Lambda>,
}

impl Analysis<Lambda> for Facts {
    type Data = Fact;

    fn make(egraph: &mut EGraph, node: &Lambda, _: Id) -> Fact {
        use egg::Language;
        let free_in = |i: &Id| egraph[*i].data.free.iter().copied();
        let mut free = BTreeSet::new();
        match node {
            Lambda::Variable(v) => {
                free.insert(*v);
            }
            Lambda::Let([v, value, body]) => {
                free.extend(free_in(body));
                free.remove(v);
                free.extend(free_in(value));
            }
            Lambda::Lam([v, body]) | Lambda::Fix([v, body]) => {
                free.extend(free_in(body));
                free.remove(v);
            }
            _ => node.for_each(|child| free.extend(free_in(&child))),
        }
        Fact { free, constant: fold(egraph, node) }
    }

    fn merge(&mut self, to: &mut Fact, from: Fact) -> DidMerge {
        let before = to.free.len();
        to.free.retain(|v| from.free.contains(v));
        DidMerge(before != to.free.len(), to.free.len() != from.free.len()) | merge_option(&mut to.constant, from.constant, |_, _| DidMerge(false, false))
    }

    fn modify(egraph: &mut EGraph, id: Id) {
        if let Some(constant) = egraph[id].data.constant.clone() {
            let constant = egraph.add(constant);
            egraph.union(id, constant);
        }
    }
}

fn fold(egraph: &EGraph, node: &Lambda) -> Option<Lambda> {
    let of = |i: &Id| egraph[*i].data.constant.clone();
    match node {
        Lambda::Num(_) | Lambda::Bool(_) => Some(node.clone()),
        Lambda::Add([a, b]) => match (of(a)?, of(b)?) {
            (Lambda::Num(x), Lambda::Num(y)) => x.checked_add(y).map(Lambda::Num),
            _ => None,
        },
        Lambda::Eq([a, b]) => Some(Lambda::Bool(of(a)? == of(b)?)),
        _ => None,
    }
}

fn var(name: &str) -> Var {
    name.parse().expect("a variable")
}

fn differ(v: &str, w: &str) -> impl Fn(&mut EGraph, Id, &Subst) -> bool {
    let (v, w) = (var(v), var(w));
    move |egraph, _, subst| egraph.find(subst[v]) != egraph.find(subst[w])
}

fn is_constant(v: &str) -> impl Fn(&mut EGraph, Id, &Subst) -> bool {
    let v = var(v);
    move |egraph, _, subst| egraph[subst[v]].data.constant.is_some()
}

pub fn rules() -> Vec<Rewrite<Lambda, Facts>> {
    vec![
        rewrite!("if-true"; "(if true ?then ?else)" => "?then"),
        rewrite!("if-false"; "(if false ?then ?else)" => "?else"),
        rewrite!("add-comm"; "(+ ?a ?b)" => "(+ ?b ?a)"),
        rewrite!("add-assoc"; "(+ (+ ?a ?b) ?c)" => "(+ ?a (+ ?b ?c))"),
        rewrite!("eq-comm"; "(= ?a ?b)" => "(= ?b ?a)"),
        rewrite!("fix"; "(fix ?v ?e)" => "(let ?v (fix ?v ?e) ?e)"),
        rewrite!("beta"; "(app (lam ?v ?b) ?e)" => "(let ?v ?e ?b)"),
        rewrite!("let-variable"; "(let ?v ?e (var ?v))" => "?e"),
        rewrite!("let-other-variable"; "(let ?v ?e (var ?w))" => "(var ?w)" if differ("?v", "?w")),
        rewrite!("let-constant"; "(let ?v ?e ?c)" => "?c" if is_constant("?c")),
        rewrite!("let-app"; "(let ?v ?e (app ?a ?b))" => "(app (let ?v ?e ?a) (let ?v ?e ?b))"),
        rewrite!("let-add"; "(let ?v ?e (+ ?a ?b))" => "(+ (let ?v ?e ?a) (let ?v ?e ?b))"),
        rewrite!("let-eq"; "(let ?v ?e (= ?a ?b))" => "(= (let ?v ?e ?a) (let ?v ?e ?b))"),
        rewrite!("let-if"; "(let ?v ?e (if ?c ?a ?b))" => "(if (let ?v ?e ?c) (let ?v ?e ?a) (let ?v ?e ?b))"),
        rewrite!("let-lam-same"; "(let ?v ?e (lam ?v ?b))" => "(lam ?v ?b)"),
        rewrite!("let-lam"; "(let ?v ?e (lam ?w ?b))" => { push_in("lam") } if differ("?v", "?w")),
        rewrite!("let-fix-same"; "(let ?v ?e (fix ?v ?b))" => "(fix ?v ?b)"),
        rewrite!("let-fix"; "(let ?v ?e (fix ?w ?b))" => { push_in("fix") } if differ("?v", "?w")),
    ]
}

/// Moves a substitution under a binder; a binder that would catch a free variable gets a new name first.
fn push_in(binder: &str) -> PushIn {
    let pattern = |text: String| -> Pattern<Lambda> { text.parse().expect("a pattern") };
    PushIn {
        straight: pattern(format!("({binder} ?w (let ?v ?e ?b))")),
        renamed: pattern(format!("({binder} ?new (let ?v ?e (let ?w (var ?new) ?b)))")),
    }
}

struct PushIn {
    straight: Pattern<Lambda>,
    renamed: Pattern<Lambda>,
}

impl Applier<Lambda, Facts> for PushIn {
    fn apply_one(&self, egraph: &mut EGraph, class: Id, subst: &Subst, left: Option<&PatternAst<Lambda>>, rule: Symbol) -> Vec<Id> {
        if egraph[subst[var("?e")]].data.free.contains(&subst[var("?w")]) {
            let mut subst = subst.clone();
            let new = egraph.add(Lambda::Symbol(format!("_{class}").into()));
            subst.insert(var("?new"), new);
            self.renamed.apply_one(egraph, class, &subst, left, rule)
        } else {
            self.straight.apply_one(egraph, class, subst, left, rule)
        }
    }
}
