/* nest.h - a child grid in its parent, one way.
 *
 * A step of the parent, then the child's steps in the same time. What enters the child is the parent's (rim.h), linear
 * in time between its states before and after its step, taken in the middle of each step of the child. The child may
 * start later than the parent; it starts from the parent's fields at that time. What crosses the child's border stands
 * in the child's own budget, and once a run beside what the parent carried through the same faces.
 *
 * Each grid lies on the first ranks of a run, as many as its layout has blocks, often all: those that have nothing of
 * the child give what they have of the parent, and those that have nothing of the parent take what the child wants of
 * it. All ranks call what follows but lt_nest_free. */
#ifndef LT_NEST_H
#define LT_NEST_H

#include "model/driver/domain.h"
#include "model/driver/rim.h"

typedef struct lt_nest {
    lt_comm comm; /* of both */
    lt_domain *parent, *child;
    long delay; /* hours of the parent before the child's first */
    int steps;  /* of the child in one of the parent's */
    lt_window window;
    lt_rim *rim;
    lt_border *before, *after; /* the parent's step, at the size of the child's part */
    lt_watch watch;            /* what the parent's own winds carry through the faces of the child's border */
} lt_nest;

/* Both domains stay the caller's; comm: all ranks of the run. LT_ERR_INPUT if the child does not fit in: edges, layers,
 * projection, a step that is no whole number of the child's, or a child that begins before its parent. */
lt_status lt_nest_create(const lt_comm *comm, lt_domain *parent, lt_domain *child, lt_nest **out);
void lt_nest_free(lt_nest *nest); /* NULL is fine */
/* A whole number of the child's steps in the parent's? */
lt_status lt_nest_steps(double parent_dt, double child_dt, int *steps);
/* The child's first state from the parent's present one. */
lt_status lt_nest_start(lt_nest *nest);
/* Before step n of hour (the parent's count) of the parent, whose border is that of the step; and after it: the child's
 * steps. */
lt_status lt_nest_before(lt_nest *nest);
lt_status lt_nest_follow(lt_nest *nest, long hour, int n);
/* Table NAME: what crossed the child's border since it began, as its budget has it, beside what the parent carried
 * through the same faces, kg by species; the lowest rank writes it. One way, they differ: the child's winds and
 * gradients are finer. */
lt_status lt_nest_write_border(const lt_nest *nest, const char *name);

#endif
