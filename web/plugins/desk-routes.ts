import type { Plugin } from 'vite';

/** In `vite dev`, serve `/liaison` from `liaison.html` as the Python service does for the built pages. */
export function deskRoutes(desks: readonly string[]): Plugin {
  return {
    name: 'cordon:desk-routes',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const desk = desks.find((name) => request.url === `/${name}` || request.url?.startsWith(`/${name}?`));
        if (desk !== undefined) request.url = `/${desk}.html`;
        next();
      });
    },
  };
}
