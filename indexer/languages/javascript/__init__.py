"""JavaScript and TypeScript with JSX, Vue and Svelte: modules as Node, the compilers and the bundlers resolve them."""
