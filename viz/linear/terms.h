/* terms.h - the glossary in sentences. */
#ifndef VIZ_LINEAR_TERMS_H
#define VIZ_LINEAR_TERMS_H

#include "viz/linear/say.h"

/* What a word means, as it stands in the sentences or in the code; "": which words there are in all
 * that the view has to tell. */
void terms_tell(const struct say *say, const char *word);

#endif
