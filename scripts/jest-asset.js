/** Style sheets and pictures have no meaning under Jest. */
module.exports = '';
