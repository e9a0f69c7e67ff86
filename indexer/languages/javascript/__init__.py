"""JavaScript and TypeScript with JSX, Vue, Svelte and Astro: modules as Node, the compilers and the bundlers resolve them."""
