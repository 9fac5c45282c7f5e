"use strict";
/* Text as it is compared: full-width and half-width, upper and lower case, and any blanks are alike. */
const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");
