import './shared/theme/mantine.css';
import '@mantine/notifications/styles.css';
import './shared/theme/tokens.css';
import './shared/theme/global.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './app/query-client.ts';
import { createConsoleRouter } from './app/router.tsx';
import { pageNonce } from './shared/theme/nonce.ts';
import { cssVariables, theme } from './shared/theme/theme.ts';

const queryClient = createQueryClient();
const router = createConsoleRouter();

const nonce = pageNonce();

// What keeps the page still behind a dialog writes a style element of its own and looks for the nonce here.
if (nonce !== undefined) setNonce(nonce);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      {...(nonce !== undefined && { getStyleNonce: () => nonce })}
    >
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-right" />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
