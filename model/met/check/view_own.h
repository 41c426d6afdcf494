/* view_own.h - inside of our met file, for the balance of mass. */
#ifndef LT_MET_VIEW_OWN_H
#define LT_MET_VIEW_OWN_H

#include "base/ncio.h"
#include "model/met/check/view.h"

/* The open file and its layers; only where view->own. */
lt_ncr *lt_met_view_own_file(const lt_met_view *view);
int lt_met_view_own_layers(const lt_met_view *view);

#endif
